-- What `vim.lsp.enable('kstack')` starts (Neovim 0.11 and later).
return require('kstack').config()
