-- Starting the server where `vim.lsp.enable` does not exist yet (Neovim 0.8 to 0.10).
local kstack = require('kstack')
local M = {}

local function attach(bufnr)
  if vim.bo[bufnr].buftype ~= '' then
    return
  end
  local config = kstack.config()
  if not kstack.installed(config.cmd) then
    return
  end
  config.name = 'kstack'
  config.root_dir = kstack.root(bufnr, config.root_markers)
  -- 0.8 attaches the current buffer whatever it is told.
  vim.api.nvim_buf_call(bufnr, function()
    vim.lsp.start(config, { bufnr = bufnr })
  end)
end

--- Attaches the server to every buffer of its file types, now and later.
function M.enable()
  local filetypes = kstack.config().filetypes
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('kstack', { clear = true }),
    pattern = filetypes,
    callback = function(event)
      attach(event.buf)
    end,
  })
  -- Buffers that were there first, when a plugin manager loads this late.
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) and vim.tbl_contains(filetypes, vim.bo[bufnr].filetype) then
      attach(bufnr)
    end
  end
end

return M
