-- The plugin itself: file types, which buffers it serves, options, older Neovims.
-- The server is the stand-in, which writes down what it is told.

-- Takes away what Neovim 0.11 brought.
local as_in_0_8 = 'vim.lsp.enable = nil; vim.lsp.config = nil'
local as_in_0_7 = as_in_0_8 .. '; vim.lsp.start = nil; vim.fs = nil'

return function(t)
  -- Messages of one method that the stand-in got.
  local function told(log, method)
    local found = {}
    for line in (t.read(log) or ''):gmatch('[^\n]+') do
      local held, message = pcall(vim.json.decode, line)
      if held and message.method == method then
        table.insert(found, message.params)
      end
    end
    return found
  end

  -- A Neovim with the stand-in; gives it and the stand-in's log.
  local function start(options, before, cwd)
    local log = t.folder() .. '/log'
    local all = vim.tbl_extend('force', { cmd = t.stand_in }, options or {})
    return t.editor({ kstack = all, before = before, log = log, cwd = cwd }), log
  end

  local function opened(log)
    return t.await('didOpen', function()
      return told(log, 'textDocument/didOpen')[1]
    end).textDocument
  end

  -- Whether the server is started for the current buffer. Both ways of starting it
  -- decide before the file type event is over, or in what it has scheduled.
  local function clients(editor)
    editor:lua('vim.wait(0)')
    return editor:lua("return #vim.lsp.get_clients({ bufnr = 0, name = 'kstack', _uninitialized = true })")
  end

  local names = {
    ['kstack.yaml'] = 'yaml.kstack',
    ['kstack.yml'] = 'yaml.kstack',
    ['shop.kstack.yaml'] = 'yaml.kstack',
    ['shop.kstack.yml'] = 'yaml.kstack',
    ['deep/er/shop.kstack.yml'] = 'yaml.kstack',
    ['shop.yaml'] = 'yaml',
    ['shop.yml'] = 'yaml',
    ['mykstack.yaml'] = 'yaml',
    ['kstack.yaml.txt'] = 'text',
    ['kstack.lua'] = 'lua',
  }

  t.test('file types by name', function()
    local editor = start({ enable = false })
    local folder = t.folder()
    for name, filetype in vim.spairs(names) do
      editor:open(folder .. '/' .. name)
      t.equal(editor:filetype(), filetype, name)
    end
  end)

  t.test('file types by the first lines', function()
    local editor = start({ enable = false })
    local folder = t.folder()
    for text, filetype in vim.spairs({
      ['# kstack\n'] = 'yaml.kstack',
      ['# yaml-language-server: $schema=./kstack.schema.json\n\nx: 1\n'] = 'yaml.kstack',
      ['x-base: &a\n  image: b\napps: # all\n  web: *a\n'] = 'yaml.kstack',
      ['apps:\r\n  web:\r\n'] = 'yaml.kstack',
      ['a: 1\n# kstack\n'] = 'yaml',
      ['# kstack is not meant\n'] = 'yaml',
      ['apps: many\n'] = 'yaml',
      ['spec:\n  apps:\n'] = 'yaml',
      ['apps:\n  web: {}\nkind: List\n'] = 'yaml',
      ['services: {}\napps:\n  web: {}\n'] = 'yaml',
    }) do
      for _, name in ipairs({ 'a.yaml', 'a.yml' }) do
        t.write(folder .. '/' .. name, text)
        editor:open(folder .. '/' .. name)
        editor:lua('vim.cmd.edit()')
        t.equal(editor:filetype(), filetype, text)
      end
    end
  end)

  t.test('a kstack file is highlighted and indented as YAML', function()
    local editor = start({ enable = false })
    local path = t.folder() .. '/kstack.yaml'
    t.write(path, 'apps:\n  web:\n')
    editor:open(path)
    editor:lua("vim.cmd('syntax on | filetype plugin indent on | edit')")
    t.equal(editor:lua("return vim.fn.synIDattr(vim.fn.synID(1, 1, 1), 'name')"), 'yamlBlockMappingKey')
    t.equal(editor:lua('return vim.bo.commentstring'), '# %s')
    t.contains(editor:lua('return vim.bo.indentexpr'), 'YAML')
  end)

  t.test('the file type option: another one, or none', function()
    local editor = start({ enable = false, filetype = 'yaml' })
    editor:open(t.folder() .. '/kstack.yaml')
    t.equal(editor:filetype(), 'yaml')
    editor:quit()
    editor = start({ enable = false, filetype = false })
    editor:open(t.folder() .. '/shop.kstack.yaml')
    t.equal(editor:filetype(), 'yaml')
  end)

  for version, before in vim.spairs({ ['0.11'] = '', ['0.8'] = as_in_0_8 }) do
    t.test(version .. ': attaches to YAML and tells the server which language it is', function()
      local editor, log = start({}, before)
      local folder = t.folder()
      editor:open(folder .. '/plain.yaml')
      editor:attached()
      t.equal(opened(log).languageId, 'yaml')
      editor:open(folder .. '/shop.kstack.yaml')
      editor:attached()
      local both = t.await('a second didOpen', function()
        local all = told(log, 'textDocument/didOpen')
        return #all == 2 and all
      end)
      t.equal(both[2].textDocument.languageId, 'kstack')
    end)

    t.test(version .. ': one server for all files of a folder', function()
      local editor, log = start({}, before)
      local folder = t.folder()
      t.write(folder .. '/kstack.yaml', 'apps:\n')
      t.write(folder .. '/more/other.yaml', 'apps:\n')
      for _, name in ipairs({ '/kstack.yaml', '/more/other.yaml' }) do
        editor:open(folder .. name)
        editor:attached()
      end
      local initialized = told(log, 'initialize')
      t.equal(#initialized, 1)
      t.equal(vim.uv.fs_realpath(vim.uri_to_fname(initialized[1].rootUri)), vim.uv.fs_realpath(folder))
    end)

    t.test(version .. ': the nearest marker is the root', function()
      local far = t.folder()
      t.write(far .. '/kstack.yaml', 'apps:\n')
      t.write(far .. '/near/.git/HEAD', '')
      t.write(far .. '/near/deploy/shop.yaml', 'apps:\n')
      local editor, log = start({}, before)
      editor:open(far .. '/near/deploy/shop.yaml')
      editor:attached()
      t.equal(vim.fs.basename(vim.uri_to_fname(told(log, 'initialize')[1].rootUri)), 'near')
    end)

    t.test(version .. ': lists the uses that a lens counts', function()
      local editor, log = start({}, before)
      local path = t.folder() .. '/kstack.yaml'
      t.write(path, 'apps:\n  web:\n    volumes: [data:/data]\n')
      editor:open(path)
      editor:attached()
      t.equal(told(log, 'initialize')[1].initializationOptions, { clientCommands = { 'kstack.showReferences' } })
      local found = editor:lua([[
        local client = vim.lsp.get_clients({ bufnr = 0, name = 'kstack' })[1]
        local uri = vim.uri_from_bufnr(0)
        local range = { start = { line = 2, character = 14 }, ['end'] = { line = 2, character = 18 } }
        client.commands['kstack.showReferences']({
          title = 'used by 1 container',
          arguments = { uri, range.start, { { uri = uri, range = range } } },
        }, { client_id = client.id })
        local list = vim.fn.getqflist({ title = true, items = true, winid = true })
        return { list.title, #list.items, list.items[1].lnum, list.items[1].col, list.winid > 0 }
      ]])
      t.equal(found, { 'used by 1 container', 1, 3, 15, true })
    end)

    t.test(version .. ': leaves other files alone', function()
      local editor = start({}, before)
      local folder = t.folder()
      for _, name in ipairs({ 'init.lua', 'readme.md', 'data.json' }) do
        editor:open(folder .. '/' .. name)
        t.equal(clients(editor), 0, name)
      end
      editor:lua("vim.cmd.enew(); vim.bo.buftype = 'nofile'; vim.bo.filetype = 'yaml'")
      t.equal(clients(editor), 0, 'a buffer without a file')
    end)

    t.test(version .. ': passes the settings', function()
      local settings = { files = { '*.stack.yaml' }, diagnostics = { run = 'onSave', severity = { ['unknown-key'] = 'error' } } }
      local editor, log = start({ settings = settings }, before)
      editor:open(t.folder() .. '/kstack.yaml')
      editor:attached()
      local given = t.await('didChangeConfiguration', function()
        return told(log, 'workspace/didChangeConfiguration')[1]
      end)
      t.equal(given.settings, { kstack = settings })
    end)

    t.test(version .. ': serves only the file types it is told to', function()
      local editor = start({ filetypes = { 'yaml.kstack' } }, before)
      local folder = t.folder()
      editor:open(folder .. '/plain.yaml')
      t.equal(clients(editor), 0)
      editor:open(folder .. '/kstack.yaml')
      editor:attached()
    end)

    t.test(version .. ': starts nothing when switched off', function()
      local editor = start({ enable = false }, before)
      editor:open(t.folder() .. '/kstack.yaml')
      t.equal(clients(editor), 0)
      t.equal(editor:messages(), {})
    end)

    t.test(version .. ': says once that the server is missing', function()
      local editor = start({ cmd = { 'no-such-kstack-server' } }, before)
      local folder = t.folder()
      for _, name in ipairs({ 'a.yaml', 'b.yaml' }) do
        editor:open(folder .. '/' .. name)
        t.equal(clients(editor), 0)
      end
      t.equal(editor:messages(), {
        'kstack: no-such-kstack-server is not installed or not on the PATH; see :checkhealth kstack',
      })
    end)

    t.test(version .. ': checkhealth names the faults', function()
      local editor = start({ cmd = { 'no-such-kstack-server' }, colour = 'red' }, before)
      editor:lua("vim.cmd('checkhealth kstack')")
      t.contains(editor:text(), 'no-such-kstack-server is not installed')
      t.contains(editor:text(), 'no option "colour"')
    end)
  end

  t.test("0.11: the user's vim.lsp.config comes first", function()
    local editor, log = start({ cmd = { 'no-such-kstack-server' } })
    editor:lua(
      "vim.lsp.config('kstack', { cmd = ..., settings = { kstack = { images = { 'acme/web' } } } })",
      t.stand_in
    )
    editor:open(t.folder() .. '/kstack.yaml')
    editor:attached()
    local given = t.await('didChangeConfiguration', function()
      return told(log, 'workspace/didChangeConfiguration')[1]
    end)
    t.equal(given.settings, { kstack = { images = { 'acme/web' } } })
  end)

  t.test('0.8: serves the buffers that were open before the plugin was read', function()
    local path = t.folder() .. '/kstack.yaml'
    local editor = start({}, as_in_0_8 .. '; vim.g.loaded_kstack = true')
    editor:open(path)
    t.equal(clients(editor), 0)
    editor:lua("vim.g.loaded_kstack = nil; vim.cmd('runtime plugin/kstack.lua')")
    editor:attached()
  end)

  t.test('older: one message, and nothing else happens', function()
    local editor = t.editor({
      before = 'local keep = vim.fs; ' .. as_in_0_7 .. "; vim.api.nvim_create_autocmd('VimEnter', { callback = function() vim.fs = keep end })",
    })
    editor:open(t.folder() .. '/kstack.yaml')
    t.equal(editor:messages(), { 'kstack: the language server needs Neovim 0.8 or later' })
    -- As 0.7 has it, for which the page of :checkhealth is made too.
    local report = editor:lua([[
      local said = {}
      local function note(text) table.insert(said, text) end
      vim.health = false
      package.loaded.health = { report_start = note, report_ok = note, report_warn = note, report_error = note }
      require('kstack.health').check()
      return table.concat(said, '\n')
    ]])
    t.contains(report, 'this Neovim is too old: 0.8 or later is needed')
  end)
end
