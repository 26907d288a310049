-- Starts the kstack language server for YAML files. `vim.g.kstack = { enable = false }`
-- before this file is read leaves that to you.
if vim.g.loaded_kstack then
  return
end
vim.g.loaded_kstack = true

if not (vim.lsp and vim.lsp.start and vim.fs) then
  vim.notify('kstack: the language server needs Neovim 0.8 or later', vim.log.levels.WARN)
  return
end

require('kstack.commands').create()

local kstack = require('kstack')
if kstack.options().enable == false then
  return
end

if not (vim.lsp.enable and vim.lsp.config) then
  require('kstack.start').enable()
  return
end

vim.lsp.enable('kstack')

-- Neovim itself only logs that a server's program is missing. The merged
-- configuration is asked, since `vim.lsp.config('kstack', …)` may have changed it.
vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('kstack', { clear = true }),
  pattern = kstack.options().filetypes,
  callback = function(event)
    if vim.bo[event.buf].buftype == '' and (not vim.lsp.is_enabled or vim.lsp.is_enabled('kstack')) then
      kstack.installed(vim.lsp.config.kstack.cmd)
    end
  end,
})
