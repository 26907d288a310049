-- `:KstackFixAll`, `:KstackEffective` and `:help kstack`, with the server itself.
local shop = [[
apps:
  web:
    image: nginx:1.27
    networks: [back]
    ports:
      - 8080:50
    enviroment:
      MODE: live
    sidecars:
      log:
        image: fluent/fluent-bit:3.1
]]

local fixed = shop:gsub('8080:50', '"8080:50"'):gsub('enviroment', 'environment')

local ways = { ['vim.lsp.enable'] = '', ['vim.lsp.start'] = 'vim.lsp.enable = nil; vim.lsp.config = nil' }

return function(t)
  local function open(text, before)
    local path = t.folder() .. '/kstack.yaml'
    t.write(path, text)
    local editor = t.editor({ kstack = { cmd = t.server }, before = before })
    editor:open(path)
    return editor, path
  end

  for way, before in vim.spairs(ways) do
    if t.server ~= t.stand_in then
      t.test(way .. ': :KstackFixAll', function()
        local editor, path = open(shop, before)
        editor:attached()
        editor:lua([[
          vim.api.nvim_create_autocmd('BufWritePre', {
            callback = function(event) require('kstack.commands').fix_all(event.buf) end,
          })
        ]])
        editor:type(':KstackFixAll<CR>')
        t.await('the fixes', function() return editor:text() == fixed end)
        editor:type('u')
        t.await('the text before', function() return editor:text() == shop end)
        editor:type(':write<CR>')
        t.await('the fixed file', function() return t.read(path) == fixed end)
        editor:type(':KstackFixAll<CR>')
        t.await('a message', function() return #editor:messages() > 0 end)
        t.equal(editor:messages(), { 'kstack: there is nothing to fix without a question' })
        t.equal(editor:text(), fixed)
      end)

      t.test(way .. ': :KstackEffective', function()
        local editor = open(shop, before)
        editor:attached()
        editor:go('fluent')
        editor:type(':vertical KstackEffective<CR>')
        t.await('the split', function() return editor:lua("return vim.fn.winlayout()[1]") == 'row' end)
        t.contains(editor:text(), "# Effective configuration of sidecar 'log' of app 'web'\nimage: fluent/fluent-bit:3.1\n")
        t.contains(editor:text(), "networks:  # inherited from app 'web'\n  - back\n")
        t.equal(
          editor:lua('return { vim.bo.filetype, vim.bo.buftype, vim.bo.modifiable, vim.bo.modified, vim.bo.swapfile }'),
          { 'yaml', 'nofile', false, false, false }
        )
        t.equal(editor:lua('return #vim.lsp.get_clients({ bufnr = 0, _uninitialized = true })'), 0)

        -- The next one takes the same window.
        editor:type('<C-w>p')
        editor:go('web:')
        editor:type(':KstackEffective<CR>')
        t.await('the app', function() return editor:line():find("of app 'web'", 1, true) end)
        t.equal(editor:lua('return #vim.api.nvim_list_wins()'), 2)
        t.contains(editor:lua('return vim.api.nvim_buf_get_name(0)'), "kstack://app 'web'")
        editor:type('q')
        t.await('the window to close', function() return editor:lua('return #vim.api.nvim_list_wins()') == 1 end)

        editor:type('gg:KstackEffective<CR>')
        t.await('a message', function() return #editor:messages() > 0 end)
        t.equal(editor:messages(), { 'kstack: the cursor is in no app and no sidecar' })
        t.equal(editor:text(), shop)
      end)
    end

    t.test(way .. ': the commands say when there is no server', function()
      local editor = t.editor({ kstack = { cmd = t.server }, before = before })
      editor:type(':KstackEffective<CR>:KstackFixAll<CR>')
      local complaint = 'kstack: the language server does not serve this buffer; see :checkhealth kstack'
      t.await('two messages', function() return #editor:messages() == 2 end)
      t.equal(editor:messages(), { complaint, complaint })
    end)
  end

  t.test('a server that does not know the request', function()
    local path = t.folder() .. '/kstack.yaml'
    t.write(path, shop)
    local editor = t.editor({ kstack = { cmd = t.stand_in } })
    editor:open(path)
    editor:attached()
    editor:type(':KstackEffective<CR>')
    t.await('a message', function() return #editor:messages() > 0 end)
    t.equal(editor:messages(), { 'kstack: kstack/effectiveConfiguration: method not found' })
  end)

  t.test(':help kstack', function()
    -- A copy: the tags are a file beside the page.
    local folder = t.folder()
    local page = t.read(vim.env.KSTACK_TEST_FOLDER .. '/../doc/kstack.txt')
    t.write(folder .. '/doc/kstack.txt', page)
    local editor = t.editor({})
    editor:lua("vim.opt.runtimepath:prepend(...); vim.cmd.helptags(... .. '/doc')", folder)
    for topic, line in vim.spairs({
      ['kstack'] = '*kstack*', [':KstackFixAll'] = '*:KstackFixAll*', [':KstackEffective'] = '*:KstackEffective*',
      ['g:kstack'] = '*g:kstack*', ['kstack-health'] = '*kstack-health*',
    }) do
      editor:lua('vim.cmd.help(...)', topic)
      t.contains(editor:line(), line)
      t.equal(editor:filetype(), 'help')
    end

    -- Every reference leads somewhere, every option and command has its entry.
    local missing = editor:lua([[
      local missing = {}
      for topic in (...):gmatch('|([^|%s]+)|') do
        if not pcall(vim.cmd.help, topic) then table.insert(missing, topic) end
      end
      for name in pairs(require('kstack').defaults) do
        if not pcall(vim.cmd.help, 'kstack-option-' .. name) then table.insert(missing, name) end
      end
      for name in pairs(vim.api.nvim_get_commands({})) do
        if name:find('^Kstack') and not pcall(vim.cmd.help, ':' .. name) then table.insert(missing, name) end
      end
      return missing
    ]], page)
    t.equal(missing, {})
    for line in page:gmatch('[^\n]+') do
      t.equal(vim.fn.strdisplaywidth(line) <= 80, true, line)
    end
  end)

  if t.server ~= t.stand_in then
    t.test('the help and the page name every setting', function()
      local settings = vim.json.decode(vim.fn.system({ t.server[1], 'settings' }))
      for _, name in ipairs({ 'doc/kstack.txt', 'README.md' }) do
        local page = t.read(vim.env.KSTACK_TEST_FOLDER .. '/../' .. name)
        for setting in vim.spairs(settings) do
          t.contains(page, (setting:gsub('^kstack%.', '')))
        end
      end
    end)
  end
end
