-- How the kstack language server is started: from the options in `vim.g.kstack`
-- to a client configuration. All that is known about the language is in the server.
local M = {}

-- Every option of `vim.g.kstack` and what it is when not set.
M.defaults = {
  enable = true,
  filetype = 'yaml.kstack',
  cmd = { 'kstack-language-server' },
  filetypes = { 'yaml', 'yaml.kstack', 'kstack' },
  root_markers = { 'kstack.yaml', 'kstack.yml', '.git' },
}

--- The options in force: the user's over the defaults.
--- @return table
function M.options()
  local given = type(vim.g.kstack) == 'table' and vim.g.kstack or {}
  return vim.tbl_extend('force', M.defaults, given)
end

--- The language id for a file type: `kstack` where the name or the user has said
--- so, else `yaml`, so that the server decides by the text.
--- @param filetype string
--- @return string
function M.language_id(filetype)
  for part in filetype:gmatch('[^.]+') do
    if part == 'kstack' then
      return 'kstack'
    end
  end
  return filetype:match('^yaml%f[%W]') and 'yaml' or filetype
end

--- Lists the uses that a code lens counts in the quickfix window.
--- @param command table the lens's command: a URI, a position and LSP locations
--- @param context table names the client
local function show_references(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local locations = command.arguments and command.arguments[3]
  if not client or type(locations) ~= 'table' then
    return
  end
  local items = vim.lsp.util.locations_to_items(locations, client.offset_encoding)
  vim.fn.setqflist({}, ' ', { title = command.title, items = items })
  vim.cmd('botright copen')
end

--- A client configuration as `vim.lsp.config` and `vim.lsp.start` take it.
--- @return table
function M.config()
  local options = M.options()
  local config = {
    cmd = options.cmd,
    filetypes = options.filetypes,
    root_markers = options.root_markers,
    capabilities = options.capabilities,
    -- What a click on a code lens runs; the server is told that it is there.
    commands = { ['kstack.showReferences'] = show_references },
    init_options = { clientCommands = { 'kstack.showReferences' } },
    get_language_id = function(_, filetype)
      return M.language_id(filetype)
    end,
  }
  -- An empty table would reach the server as a list.
  if type(options.settings) == 'table' and next(options.settings) ~= nil then
    config.settings = { kstack = options.settings }
  end
  return config
end

local complained = false

--- Whether the server's program can be started; says so once when it cannot.
--- @param cmd any a command as a list; anything else is taken as it is
--- @return boolean
function M.installed(cmd)
  local program = type(cmd) == 'table' and cmd[1]
  if not program or vim.fn.executable(program) == 1 then
    return true
  end
  if not complained then
    complained = true
    vim.notify(
      ('kstack: %s is not installed or not on the PATH; see :checkhealth kstack'):format(program),
      vim.log.levels.WARN
    )
  end
  return false
end

return M
