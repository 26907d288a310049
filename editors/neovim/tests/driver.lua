-- Runs test files against a real Neovim and prints TAP:
--
--   nvim --clean --headless -l driver.lua FILE.lua…
--
-- A test file returns a function that is given this module. `editor` starts a
-- second Neovim, embedded, with the plugin on its runtime path; keys sent to it are
-- typed as a person types them. Nothing sleeps: every wait is for a thing to be so.
--
-- $KSTACK_TEST_SERVER is the server's program, $KSTACK_TEST_FOLDER this folder.
local M = { deadline_ms = 20000 }

local tests_folder = vim.env.KSTACK_TEST_FOLDER
local plugin_folder = vim.fs.dirname(tests_folder)
local passed, failed = 0, 0
local scratch = vim.fn.tempname()
vim.fn.mkdir(scratch, 'p')

--- Waits until `probe` gives something, and hands it on.
function M.await(what, probe)
  local value
  local held = vim.wait(M.deadline_ms, function()
    value = probe()
    return value ~= nil and value ~= false and value ~= vim.NIL
  end, 10)
  if not held then
    error('in vain: ' .. what, 2)
  end
  return value
end

function M.equal(found, expected, what)
  if not vim.deep_equal(found, expected) then
    error(('%s\nexpected: %s\nfound:    %s'):format(what or 'not equal', vim.inspect(expected), vim.inspect(found)), 2)
  end
end

function M.contains(text, part)
  if type(text) ~= 'string' or not text:find(part, 1, true) then
    error(('expected a text with %q, found: %s'):format(part, vim.inspect(text)), 2)
  end
end

--- A new empty folder.
function M.folder()
  local path = vim.fn.tempname()
  vim.fn.mkdir(path, 'p')
  return path
end

function M.write(path, text)
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  local file = assert(io.open(path, 'w'))
  file:write(text)
  file:close()
end

function M.read(path)
  local file = io.open(path, 'r')
  local text = file and file:read('*a')
  if file then
    file:close()
  end
  return text
end

--- The command that starts the stand-in for the server.
M.stand_in = { vim.v.progpath, '--clean', '-l', tests_folder .. '/stand_in.lua' }

--- What the plugin's users would put in `vim.g.kstack` to start the server under test.
M.server = (vim.env.KSTACK_TEST_SERVER or '') ~= '' and { vim.env.KSTACK_TEST_SERVER } or M.stand_in

local Editor = {}
Editor.__index = Editor

--- Starts a Neovim. `options`: `kstack` goes to `vim.g.kstack`; `before` is Lua run
--- before plugins are read; `log` is where the stand-in writes what it is told;
--- `cwd` the folder to start in.
function M.editor(options)
  local command = {
    vim.v.progpath, '--embed', '--headless', '-u', 'NORC', '-i', 'NONE', '-n',
    '--cmd', 'set runtimepath^=' .. vim.fn.fnameescape(plugin_folder),
    '--cmd', ('lua vim.g.kstack = vim.json.decode([==[%s]==])'):format(vim.json.encode(options.kstack or vim.empty_dict())),
    '--cmd', 'lua MESSAGES = {}; vim.notify = function(text) table.insert(MESSAGES, text) end',
  }
  if options.before then
    vim.list_extend(command, { '--cmd', 'lua ' .. options.before })
  end
  local self = setmetatable({}, Editor)
  self.channel = vim.fn.jobstart(command, {
    rpc = true,
    cwd = options.cwd,
    env = {
      XDG_CONFIG_HOME = scratch, XDG_DATA_HOME = scratch, XDG_STATE_HOME = scratch, XDG_CACHE_HOME = scratch,
      NVIM_LOG_FILE = scratch .. '/log',
      KSTACK_STAND_IN_LOG = options.log or '',
    },
  })
  assert(self.channel > 0, 'Neovim did not start')
  self:lua('vim.o.columns, vim.o.lines = 120, 40')
  M.open_editors[self] = true
  return self
end

M.open_editors = {}

--- Runs Lua in the editor; `...` are its arguments.
function Editor:lua(code, ...)
  return vim.fn.rpcrequest(self.channel, 'nvim_exec_lua', code, { ... })
end

function Editor:ask(what, code, ...)
  local arguments = { ... }
  return M.await(what, function()
    return self:lua(code, unpack(arguments))
  end)
end

--- Types keys, in Neovim's notation.
function Editor:type(keys)
  vim.fn.rpcrequest(self.channel, 'nvim_input', keys)
  M.await('the keys ' .. keys, function()
    return not vim.fn.rpcrequest(self.channel, 'nvim_get_mode').blocking
  end)
end

function Editor:open(path)
  self:lua('vim.cmd.edit(vim.fn.fnameescape(...))', path)
end

--- Waits until the server is there for the current buffer.
function Editor:attached()
  return self:ask('the server to attach', [[
    local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)({ bufnr = 0, name = 'kstack' })
    return clients[1] and clients[1].initialized and true
  ]])
end

function Editor:filetype()
  return self:lua('return vim.bo.filetype')
end

function Editor:text()
  return self:lua("return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n') .. '\\n'")
end

function Editor:line()
  return self:lua('return vim.api.nvim_get_current_line()')
end

--- Puts the cursor on the first character of the first `text` in the file.
function Editor:go(text)
  M.equal(self:lua([[vim.api.nvim_win_set_cursor(0, { 1, 0 }) return vim.fn.search('\\V' .. ..., 'cW') > 0]], text), true, text)
end

--- The diagnostics as `{ text, message, severity, code }`, `text` being what is underlined.
function Editor:diagnostics()
  return self:lua([[
    return vim.tbl_map(function(found)
      -- After an edit the old diagnostics stay until the new ones come.
      local inside, text = pcall(vim.api.nvim_buf_get_text, 0, found.lnum, found.col, found.end_lnum, found.end_col, {})
      return {
        text = inside and table.concat(text, '\n') or '',
        message = found.message,
        severity = vim.diagnostic.severity[found.severity],
        code = found.code,
      }
    end, vim.diagnostic.get(0))
  ]])
end

--- The text of the window that floats over the buffer, such as a hover, once it is there.
function Editor:floating_text()
  return self:ask('a floating window', [[
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        return table.concat(lines, '\n')
      end
    end
  ]])
end

--- The words of the completion popup, once it is there.
function Editor:popup()
  return self:ask('the completion popup', [[
    local info = vim.fn.complete_info({ 'pum_visible', 'items' })
    if info.pum_visible == 1 and #info.items > 0 then
      return vim.tbl_map(function(item) return item.abbr ~= '' and item.abbr or item.word end, info.items)
    end
  ]])
end

function Editor:messages()
  return self:lua('return MESSAGES')
end

local all_clients = "(vim.lsp.get_clients or vim.lsp.get_active_clients)({ _uninitialized = true })"

--- Ends the servers as the protocol has it and waits until their processes are gone:
--- at `:qall!` alone Neovim closes the pipes while an answer may be on its way.
function Editor:stop_servers()
  local has_ended = vim.fn.jobwait({ self.channel }, 0)[1] ~= -1
  if has_ended or vim.fn.rpcrequest(self.channel, 'nvim_get_mode').blocking then
    return
  end
  self:lua(('for _, client in ipairs(%s) do vim.lsp.stop_client(client.id) end'):format(all_clients))
  self:ask('the end of the servers', ('return #%s == 0'):format(all_clients))
end

function Editor:quit()
  M.open_editors[self] = nil
  local stopped, why = pcall(self.stop_servers, self)
  pcall(vim.fn.rpcnotify, self.channel, 'nvim_command', 'qall!')
  if vim.fn.jobwait({ self.channel }, M.deadline_ms)[1] < 0 then
    vim.fn.jobstop(self.channel)
    error('Neovim did not end', 2)
  end
  if not stopped then
    error(why, 0)
  end
end

function M.test(name, run)
  local held, why = xpcall(run, function(message)
    return type(message) == 'string' and message or vim.inspect(message)
  end)
  for editor in pairs(M.open_editors) do
    local ended, complaint = pcall(editor.quit, editor)
    if held and not ended then
      held, why = false, complaint
    end
  end
  M.open_editors = {}
  if held then
    passed = passed + 1
  else
    failed = failed + 1
  end
  io.stdout:write(('%s %d - %s\n'):format(held and 'ok' or 'not ok', passed + failed, name))
  if not held then
    io.stdout:write('  # ', (why:gsub('\n', '\n  # ')), '\n')
  end
  io.stdout:flush()
end

for _, path in ipairs(arg) do
  local held, why = pcall(function()
    dofile(path)(M)
  end)
  if not held then
    M.test(vim.fs.basename(path), function()
      error(why, 0)
    end)
  end
end
vim.fn.delete(scratch, 'rf')
io.stdout:write(('1..%d\n%d passed, %d failed\n'):format(passed + failed, passed, failed))
io.stdout:flush()
os.exit((failed > 0 or passed == 0) and 1 or 0)
