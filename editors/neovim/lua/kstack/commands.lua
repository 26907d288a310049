-- The commands `:KstackFixAll` and `:KstackEffective`. Both ask the server and wait for its answer,
-- so that they can be used before a file is written.
local M = {}

local longest_wait_ms = 2000

local function say(text, level)
  vim.notify('kstack: ' .. text, level or vim.log.levels.INFO)
end

--- The server of a buffer; says so when there is none.
local function client_of(bufnr)
  local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)({ bufnr = bufnr, name = 'kstack' })
  if not clients[1] then
    say('the language server does not serve this buffer; see :checkhealth kstack', vim.log.levels.WARN)
  end
  return clients[1]
end

--- Sends a request and waits. Gives the result, nil where there is none; and whether there was an answer.
local function ask(client, method, params, bufnr)
  local answer, failure
  if vim.fn.has('nvim-0.11') == 1 then
    answer, failure = client:request_sync(method, params, longest_wait_ms, bufnr)
  else
    answer, failure = client.request_sync(method, params, longest_wait_ms, bufnr)
  end
  if not answer or answer.err then
    say(('%s: %s'):format(method, answer and answer.err.message or failure or 'no answer'), vim.log.levels.ERROR)
    return nil, false
  end
  local result = answer.result
  if result == vim.NIL then
    result = nil
  end
  return result, true
end

--- Applies every fix that needs no question, as the code action `source.fixAll.kstack` does.
--- @param bufnr integer|nil a buffer; the current one by default
function M.fix_all(bufnr)
  bufnr = bufnr or vim.api.nvim_get_current_buf()
  local client = client_of(bufnr)
  if not client then
    return
  end
  local start = { line = 0, character = 0 }
  local actions, answered = ask(client, 'textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(bufnr),
    range = { start = start, ['end'] = start },
    context = { diagnostics = {}, only = { 'source.fixAll.kstack' } },
  }, bufnr)
  if not answered then
    return
  end
  local action = actions and actions[1]
  if action and not action.edit then
    action = ask(client, 'codeAction/resolve', action, bufnr)
  end
  if action and action.edit then
    vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  else
    say('there is nothing to fix without a question')
  end
end

--- The window of this tab page that shows an effective configuration, if there is one.
local function window_in_use()
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if vim.b[vim.api.nvim_win_get_buf(window)].kstack_effective then
      return window
    end
  end
end

--- Shows what the container at the cursor ends up with after inheritance, merges and defaults.
--- @param mods table|nil modifiers of the split, such as `{ vertical = true }`
function M.effective(mods)
  local bufnr = vim.api.nvim_get_current_buf()
  local client = client_of(bufnr)
  if not client then
    return
  end
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local found, answered = ask(client, 'kstack/effectiveConfiguration', params, bufnr)
  if not found then
    if answered then
      say('the cursor is in no app and no sidecar')
    end
    return
  end
  local window = window_in_use()
  if window then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd({ cmd = 'new', mods = mods })
  end
  local shown = vim.api.nvim_get_current_buf()
  vim.bo[shown].buftype = 'nofile'
  vim.bo[shown].bufhidden = 'wipe'
  vim.bo[shown].swapfile = false
  vim.bo[shown].modifiable = true
  -- Another tab page may show the same container.
  pcall(vim.api.nvim_buf_set_name, shown, 'kstack://' .. found.title)
  vim.api.nvim_buf_set_lines(shown, 0, -1, false, vim.split(found.text, '\n', { trimempty = true }))
  vim.bo[shown].modifiable = false
  vim.b[shown].kstack_effective = true
  vim.bo[shown].filetype = found.languageId
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = shown, nowait = true, desc = 'Close' })
end

--- Makes the commands known.
function M.create()
  vim.api.nvim_create_user_command('KstackFixAll', function()
    M.fix_all()
  end, { desc = 'Apply every fix of a kstack file that needs no question' })
  vim.api.nvim_create_user_command('KstackEffective', function(command)
    M.effective(command.smods)
  end, { desc = 'Show what the app or sidecar at the cursor ends up with' })
end

return M
