-- Every feature that Neovim 0.11 has, by the keys and commands that a person uses, and requests for those that it has
-- not; then texts that are awkward: broken ones, Windows' line ends, wide characters, large ones, and undoing.
local shop = [[
# 😀 shop
x-base: &base
  image: nginx:1.27
apps:
  web: # 😀
    <<: *base
    env_file: web.env
    environment: {NOTE: "😀 é", API: "http://api:8081/"}
    volumes: ["data:/😀"]
    ports:
      - 8080:50
    sidecars:
      log:
        image: fluent/fluent-bit:3.1
        volumes:
          - data:/logs:ro
  api:
    image: nginx:1.27
    ports: ["8081:80"]
volumes:
  data:
    size: 1Gi
]]

return function(t)
  if t.server == t.stand_in then
    return
  end

  -- An editor with a stack, whose errors are there.
  local function open(text, name, before)
    local folder = t.folder()
    local path = folder .. '/' .. (name or 'shop.kstack.yaml')
    t.write(folder .. '/web.env', 'A=1\n')
    t.write(folder .. '/reference.md', '# Reference\n')
    t.write(path, text)
    local editor = t.editor({
      kstack = { cmd = t.server, settings = { referencePage = folder .. '/reference.md' } },
      cwd = folder,
      before = before,
    })
    editor:lua([[
      vim.api.nvim_create_autocmd('DiagnosticChanged', { callback = function() REPORTED = true end })
      vim.ui.input = function(options, done) ASKED = options; done(ANSWER) end
      vim.ui.select = function(items, options, choose)
        OFFERED = vim.tbl_map(options.format_item or tostring, items)
        for number, label in ipairs(OFFERED) do
          if label:find(WANTED, 1, true) then return choose(items[number], number) end
        end
        choose(nil)
      end
    ]])
    editor:open(path)
    editor:attached()
    editor:ask('a report', 'return REPORTED')
    return editor
  end

  -- The result of a request at the cursor, with more params.
  local function request(editor, method, more)
    return editor:lua([[
      local method, more = ...
      local client = vim.lsp.get_clients({ bufnr = 0, name = 'kstack' })[1]
      local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
      local answer = client:request_sync(method, vim.tbl_extend('force', params, more or {}), 20000, vim.api.nvim_get_current_buf())
      return { answer and answer.result ~= vim.NIL and answer.result or nil, answer and answer.err }
    ]], method, more)[1]
  end

  -- The text at an LSP range, for a client that counts bytes. The line behind the last one is none of Neovim's.
  local function text_at(editor, range)
    local lines = vim.split(editor:text(), '\n')
    local from, to = range.start, range['end']
    local part = vim.list_slice(lines, from.line + 1, to.line + 1)
    part[#part] = part[#part]:sub(1, to.character)
    part[1] = part[1]:sub(from.character + 1)
    return table.concat(part, '\n')
  end

  -- Puts the cursor on the first word of a whole line.
  local function go_to_line(editor, line)
    t.equal(editor:lua("return vim.fn.search('^\\\\V' .. ... .. '\\\\$', 'cw') > 0", line), true, line)
    editor:lua("vim.cmd.normal('^')")
  end

  local function word(editor)
    return editor:lua("return vim.fn.expand('<cword>') .. ' ' .. vim.fn.line('.')")
  end

  t.test('names: definition, declaration, references, highlights, renaming, linked places', function()
    local editor = open(shop)
    editor:go('data:/logs')
    editor:type('<C-]>')
    t.await('the definition', function() return word(editor) == 'data 21' end)
    editor:type('<C-t>')
    t.await('the way back', function() return word(editor) == 'data 16' end)
    editor:lua('vim.lsp.buf.declaration()')
    t.await('the declaration', function() return word(editor) == 'data 21' end)

    editor:type('grr')
    local places = editor:ask('references', [[
      local list = vim.fn.getqflist()
      return #list > 0 and vim.tbl_map(function(item) return item.lnum .. ':' .. item.col end, list)
    ]])
    t.equal(places, { '9:16', '16:13', '21:3' })
    editor:type(':cclose<CR>')

    editor:go('data:/logs')
    editor:lua('vim.lsp.buf.document_highlight()')
    editor:ask('three marks', [[
      local marks = vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true })
      return #vim.tbl_filter(function(mark) return (mark[4].hl_group or ''):find('^LspReference') end, marks) == 3
    ]])

    go_to_line(editor, '  data:')
    t.equal(#request(editor, 'textDocument/linkedEditingRange').ranges, 3)
    editor:lua("ANSWER = 'files'")
    editor:type('grn')
    t.await('the new name', function()
      return editor:text() == shop:gsub('data:', 'files:')
    end)
    t.equal(editor:lua('return ASKED.default'), 'data')
    editor:type('u')
    t.await('the old name', function() return editor:text() == shop end)

    editor:go('image: fluent')
    editor:lua('vim.lsp.buf.type_definition()')
    t.await('the reference page', function()
      return editor:lua("return vim.fn.expand('%:t')") == 'reference.md'
    end)
  end)

  t.test('structure: symbols, folds, selections, tokens, links, hints, lenses', function()
    local editor = open(shop)
    editor:type('gO')
    local symbols = editor:ask('symbols', [[
      local list = vim.fn.getloclist(0)
      return #list > 0 and vim.tbl_map(function(item) return item.text end, list)
    ]])
    t.contains(table.concat(symbols, '\n'), 'log')
    editor:type(':lclose<CR>')

    editor:lua("vim.wo.foldmethod = 'expr'; vim.wo.foldexpr = 'v:lua.vim.lsp.foldexpr()'; vim.wo.foldlevel = 99")
    editor:go('sidecars')
    editor:ask('folds', "return vim.fn.foldlevel('.') > 0")
    editor:type('zc')
    t.equal(editor:lua("return { vim.fn.foldclosed('.'), vim.fn.foldclosedend('.') }"), { 12, 16 })
    editor:type('zR')

    editor:go('8080:50')
    local selection = request(editor, 'textDocument/selectionRange', {
      positions = { { line = 10, character = 10 } },
    })[1]
    local texts = {}
    while selection do
      table.insert(texts, text_at(editor, selection.range))
      selection = selection.parent
    end
    t.equal(vim.list_slice(texts, 1, 3), { '8080', '8080:50', '- 8080:50' })
    t.equal(vim.trim(texts[#texts]), vim.trim(shop))

    local function token(text)
      editor:go(text)
      return editor:ask('a token', [[
        local found = vim.lsp.semantic_tokens.get_at_pos()
        return found and found[1] and found[1].type
      ]])
    end
    local before = token('apps:')
    editor:type('ggO# a line more<Esc>')
    t.await('the tokens of the changed text', function() return token('apps:') == before end)
    editor:type('u')
    t.await('the text from before', function() return editor:text() == shop end)

    local links = request(editor, 'textDocument/documentLink')
    t.equal(vim.tbl_map(function(link) return text_at(editor, link.range) end, links), {
      'nginx:1.27', 'web.env', 'fluent/fluent-bit:3.1', 'nginx:1.27',
    })

    editor:lua('vim.lsp.inlay_hint.enable()')
    editor:ask('hints', 'return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0')

    editor:lua('vim.lsp.codelens.refresh({ bufnr = 0 })')
    local lenses = editor:ask('lenses', [[
      local all = vim.lsp.codelens.get(0)
      return #all > 0 and vim.tbl_map(function(lens) return lens.command.title end, all)
    ]])
    t.contains(table.concat(lenses, '\n'), 'pod: 2 containers')
    go_to_line(editor, '  data:')
    editor:lua('vim.lsp.codelens.run()')
    editor:ask('the uses', "return vim.fn.getqflist({ title = true }).title:find('used by', 1, true)")
  end)

  t.test('edits: formatting, a range of it, Enter, a quick fix, resolving an item', function()
    local editor = open((shop:gsub('\n    size', '\n        size'):gsub('image: ', 'image:  ')))
    editor:go('image:  nginx')
    editor:type('gqq')
    t.await('the line formatted', function() return editor:line() == '  image: nginx:1.27' end)
    t.contains(editor:text(), 'image:  fluent')
    editor:lua('vim.lsp.buf.format()')
    t.equal(editor:text(), shop)
    editor:type('u')
    t.await('it undone', function() return editor:text():find('image:  fluent', 1, true) ~= nil end)
    editor:type('<C-r>')
    t.await('it redone', function() return editor:text() == shop end)

    editor:go('8080:50')
    editor:lua("WANTED = 'quotes'")
    editor:type('gra')
    t.await('the quotes', function() return editor:line() == '      - "8080:50"' end)
    t.await('no error', function() return #editor:diagnostics() == 0 end)

    editor:type('o<Esc>0D')
    t.await('an empty line', function() return editor:line() == '' end)
    local options = { tabSize = 2, insertSpaces = true }
    local enter = request(editor, 'textDocument/onTypeFormatting', { ch = '\n', options = options })
    t.equal({ #enter, enter[1].newText }, { 1, '      - ' })
    editor:type('u')

    editor:lua([[
      vim.o.completeopt = 'menuone,noselect,popup'
      vim.lsp.completion.enable(true, vim.lsp.get_clients({ name = 'kstack' })[1].id, 0, { autotrigger = true })
    ]])
    editor:go('image: fluent')
    editor:type('ores')
    editor:type('<C-x><C-o>')
    t.equal(vim.tbl_contains(editor:popup(), 'resources'), true)
    editor:type('<C-n>')
    t.contains(editor:ask('the documentation of the item', [[
      local info = vim.fn.complete_info({ 'items', 'selected', 'preview_bufnr' })
      local buffer = info.preview_bufnr
      return buffer and table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
    ]]), 'cpu')
    editor:type('<Esc>')
  end)

  t.test('what is added at the end leaves no empty line behind it', function()
    local undeclared = 'apps:\n  web:\n    image: nginx:1.27\n    volumes: [data:/data]\n'
    local editor = open(undeclared)
    editor:go('data:/data')
    editor:lua("WANTED = 'declare'")
    editor:type('gra')
    t.await('the declaration', function()
      return editor:text() == undeclared .. 'volumes:\n  data:\n    size: 1Gi\n'
    end)
  end)

  t.test('broken text: every feature still answers, and the fault shows where it is', function()
    local editor = open(shop)
    editor:go('ports:')
    editor:type('Olabels: {note: "never closed}<Esc>')
    t.await('the fault', function()
      return vim.iter(editor:diagnostics()):any(function(found)
        return found.severity == 'ERROR' and found.code == 'unclosed-quote' and found.text:find('^"') ~= nil
      end)
    end)
    editor:go('sidecars')
    editor:type('K')
    t.equal(vim.trim(editor:floating_text()) ~= '', true)
    editor:type('<Esc>')
    editor:lua("vim.cmd('silent! fclose!')")
    for _, method in ipairs({ 'documentSymbol', 'foldingRange', 'semanticTokens/full', 'codeLens' }) do
      t.equal(#vim.tbl_keys(request(editor, 'textDocument/' .. method)) > 0, true, method)
    end
    local text = editor:text()
    editor:lua('vim.lsp.buf.format()')
    t.equal(editor:text(), text)
    editor:type('u')
    t.await('the one error from before', function()
      local found = editor:diagnostics()
      return #found == 1 and found[1].text == '8080:50'
    end)
  end)

  for name, before in vim.spairs({
    ['CRLF'] = '',
    ['UTF-16'] = [[
      local make = vim.lsp.protocol.make_client_capabilities
      vim.lsp.protocol.make_client_capabilities = function()
        local all = make()
        all.general.positionEncodings = { 'utf-16' }
        return all
      end]],
  }) do
    t.test(name .. ': renaming, fixing and saving change nothing else', function()
      local editor = open(name == 'CRLF' and shop:gsub('\n', '\r\n') or shop, nil, before)
      t.equal(editor:lua('return vim.bo.fileformat'), name == 'CRLF' and 'dos' or 'unix')
      editor:go('data:/😀')
      editor:lua("ANSWER = 'files'; WANTED = 'quotes'")
      editor:type('grn')
      t.await('the new name', function() return editor:text() == shop:gsub('data:', 'files:') end)
      editor:go('8080:50')
      editor:type('gra')
      t.await('the quotes', function() return editor:line() == '      - "8080:50"' end)
      editor:go('api:')
      editor:lua("ANSWER = 'backend'")
      editor:type('grn')
      local expected = shop:gsub('data:', 'files:'):gsub('api', 'backend'):gsub('8080:50', '"8080:50"')
      t.await('the app renamed', function() return editor:text() == expected end)
      editor:type(':write<CR>')
      t.await('the file on disk', function()
        return t.read(editor:lua("return vim.fn.expand('%:p')")) == (name == 'CRLF' and expected:gsub('\n', '\r\n') or expected)
      end)
    end)
  end

  t.test('a large paste, undone and redone', function()
    local editor = open(shop)
    local apps = {}
    for number = 1, 400 do
      table.insert(apps, ('  app%d: # 😀\n    image: nginx:1.27\n    imgae: x\n'):format(number))
    end
    go_to_line(editor, 'volumes:')
    editor:lua([[vim.fn.setreg('a', ..., 'l')]], table.concat(apps))
    editor:type('"aP')
    local function unknown()
      return #vim.tbl_filter(function(found) return found.code == 'unknown-key' end, editor:diagnostics())
    end
    t.await('the faults of the paste', function() return unknown() == 400 end)
    editor:type('u')
    t.await('them gone', function() return #editor:diagnostics() == 1 end)
    editor:type('<C-r>')
    t.await('them back', function() return unknown() == 400 end)
    editor:type(':%substitute/imgae/image2/<CR>')
    t.await('no misspelling of that kind', function()
      return vim.iter(editor:diagnostics()):all(function(found) return not found.message:find('imgae', 1, true) end)
    end)
    editor:type(':%delete<CR>')
    t.await('nothing left but one thing to say', function()
      local found = editor:diagnostics()
      return #found == 1 and found[1].message:find('the file is empty', 1, true) ~= nil
    end)
  end)
end
