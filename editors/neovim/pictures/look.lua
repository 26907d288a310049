-- How Neovim looks in the pictures; read with `nvim -u look.lua`.
vim.o.termguicolors = true
vim.o.background = 'dark'
vim.cmd.colorscheme('habamax')
for name, colour in pairs({ Error = '#d75f5f', Warn = '#d7af5f', Info = '#5fafd7', Hint = '#87af87' }) do
  vim.api.nvim_set_hl(0, 'Diagnostic' .. name, { fg = colour })
  vim.api.nvim_set_hl(0, 'DiagnosticUnderline' .. name, { sp = colour, underline = true })
end
vim.o.number = true
vim.o.signcolumn = 'yes'
vim.o.showmode = false
vim.o.showcmd = false
vim.o.ruler = false
vim.o.laststatus = 0
vim.o.cmdheight = 1
vim.o.shortmess = vim.o.shortmess .. 'IcCF'
vim.o.guicursor = 'n-v-c:block-blinkon0,i-ci:ver25-blinkon0'
vim.o.pumheight = 9
vim.o.completeopt = 'menuone,noselect,popup'
vim.o.winborder = 'rounded'
vim.o.swapfile = false
vim.diagnostic.config({ virtual_text = { prefix = '■', spacing = 2 }, update_in_insert = true })
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(event)
    vim.lsp.completion.enable(true, event.data.client_id, event.buf, { autotrigger = true })
  end,
})
