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

--- The nearest folder upwards from a buffer's file with one of some markers; nil where there is none.
--- @param bufnr integer
--- @param markers table names, or lists of names
--- @return string|nil
function M.root(bufnr, markers)
  local name = vim.api.nvim_buf_get_name(bufnr)
  if name == '' then
    return nil
  end
  local names = {}
  for _, marker in ipairs(markers or {}) do
    vim.list_extend(names, type(marker) == 'table' and marker or { marker })
  end
  local found = vim.fs.find(names, { path = vim.fs.dirname(name), upward = true })[1]
  return found and vim.fs.dirname(found)
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

local refresh = 'workspace/diagnostic/refresh'

--- Asks for the diagnostics of all buffers again.
--- @param context table names the client
local function refresh_diagnostics(_, _, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  for bufnr in pairs(client and client.attached_buffers or {}) do
    local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
    if vim.fn.has('nvim-0.11') == 1 then
      client:request('textDocument/diagnostic', params, nil, bufnr)
    else
      client.request('textDocument/diagnostic', params, nil, bufnr)
    end
  end
  return vim.NIL
end

--- Neovim 0.10 and 0.11 ask for diagnostics when a text changes, but cannot be told that they
--- changed without it, as when a file is saved. This adds it.
--- @param config table
local function add_refresh(config)
  local own = vim.lsp.protocol.make_client_capabilities()
  if not own.textDocument.diagnostic or vim.lsp.handlers[refresh] then
    return
  end
  config.handlers = { [refresh] = refresh_diagnostics }
  -- From 0.11 on, what is given here is added to what Neovim can do; before, it replaces it.
  config.capabilities = vim.tbl_deep_extend(
    'force',
    vim.lsp.config and {} or own,
    config.capabilities or {},
    { workspace = { diagnostics = { refreshSupport = true } } }
  )
end

--- A client configuration as `vim.lsp.config` and `vim.lsp.start` take it.
--- @return table
function M.config()
  local options = M.options()
  local config = {
    cmd = options.cmd,
    filetypes = options.filetypes,
    root_markers = options.root_markers,
    -- Neovim itself looks for the first marker in all folders, and then for the next.
    root_dir = function(bufnr, begin)
      begin(M.root(bufnr, vim.lsp.config.kstack.root_markers))
    end,
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
  add_refresh(config)
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
