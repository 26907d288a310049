-- How Neovim looks in the pictures; read with `nvim -u look.lua`.
vim.o.termguicolors = true
vim.o.background = 'dark'
vim.cmd.colorscheme('habamax')
for name, colour in pairs({ Error = '#d75f5f', Warn = '#d7af5f', Info = '#5fafd7', Hint = '#87af87' }) do
  vim.api.nvim_set_hl(0, 'Diagnostic' .. name, { fg = colour })
  vim.api.nvim_set_hl(0, 'DiagnosticUnderline' .. name, { sp = colour, underline = true })
end
-- habamax draws windows that float in greys that are hard to read in a picture.
for name, look in pairs({
  NormalFloat = { bg = '#262626' },
  FloatBorder = { fg = '#6c6c6c', bg = '#262626' },
  ['@markup.raw'] = { fg = '#87afaf' },
  ['@markup.strong'] = { fg = '#d7d7d7', bold = true },
}) do
  vim.api.nvim_set_hl(0, name, look)
end
vim.o.linebreak = true
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
-- As editors/neovim/README.md shows it: the list comes up at every letter, and one key takes the preferred fix.
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    client.server_capabilities.completionProvider.triggerCharacters = vim.split([[abcdefghijklmnopqrstuvwxyz:-'"/ ]], '')
    vim.lsp.completion.enable(true, client.id, event.buf, { autotrigger = true })
  end,
})
vim.keymap.set('n', '<leader>q', function()
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.isPreferred
    end,
  })
end)
