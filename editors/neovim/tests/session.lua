-- A person's session with the server: open, read the error, hover, complete, fix, save.
local before = [[
apps:
  web:
    image: nginx:1.27
    ports:
      - 8080:50
]]

local after = [[
apps:
  web:
    image: nginx:1.27
    ports:
      - "8080:50"
]]

-- The two ways of starting the server: as 0.11 does it, and as what came before has to.
local ways = { ['vim.lsp.enable'] = '', ['vim.lsp.start'] = 'vim.lsp.enable = nil; vim.lsp.config = nil' }

return function(t)
  for way, without in vim.spairs(ways) do
    t.test(way .. ': a session: diagnostics, hover, completion, quick fix, save', function()
      local folder = t.folder()
      local path = folder .. '/kstack.yaml'
      t.write(path, before)
      local editor = t.editor({ kstack = { cmd = t.server }, cwd = folder, before = without })

      -- open: one error, on the port
      editor:open(path)
      editor:attached()
      t.await('diagnostics', function()
        return #editor:diagnostics() > 0
      end)
      local found = editor:diagnostics()
      t.equal(#found, 1, 'one diagnostic: ' .. vim.inspect(found))
      t.equal(found[1].text, '8080:50')
      t.equal(found[1].severity, 'ERROR')
      t.contains(found[1].message, '484850')

      -- hover
      editor:go('ports')
      editor:type('K')
      t.equal(vim.trim(editor:floating_text()) ~= '', true, 'the hover has a text')
      editor:type('<Esc>')
      editor:lua("vim.cmd('silent! fclose!')")

      -- completion in the body of the app
      editor:lua([[
        vim.o.completeopt = 'menuone,noselect,popup'
        local client = vim.lsp.get_clients({ bufnr = 0, name = 'kstack' })[1]
        vim.lsp.completion.enable(true, client.id, 0, { autotrigger = false })
      ]])
      editor:go('image')
      editor:type('oside<C-x><C-o>')
      local words = editor:popup()
      local place
      for number, word in ipairs(words) do
        place = place or word == 'sidecars' and number
      end
      t.equal(place ~= nil, true, 'sidecars is offered among ' .. vim.inspect(words))
      editor:lua([[
        local chosen = vim.fn.complete_info({ 'selected' }).selected
        local keys = string.rep('<C-n>', ... - 1 - chosen)
        vim.api.nvim_input(keys .. '<C-y>')
      ]], place)
      t.await('the accepted text', function()
        -- with the next line indented by one level, no more
        return editor:text():find('\n    sidecars:\n      \n', 1, true)
      end)
      editor:type('<Esc>')
      editor:lua('vim.snippet.stop()')
      t.await('the text from before the completion', function()
        if editor:text() == before then
          return true
        end
        editor:type('u')
      end)

      -- quick fix
      t.await('the error again', function()
        local again = editor:diagnostics()
        return #again == 1 and again[1].text == '8080:50'
      end)
      editor:lua([[
        vim.ui.select = function(items, options, choose)
          OFFERED = vim.tbl_map(options.format_item or tostring, items)
          for number, label in ipairs(OFFERED) do
            if label:lower():find('quote', 1, true) then
              return choose(items[number], number)
            end
          end
          choose(nil)
        end
      ]])
      editor:go('8080:50')
      editor:type('gra')
      t.equal(#editor:ask('code actions', 'return OFFERED') > 0, true, 'an action is offered')
      t.await('the fixed text', function()
        return editor:text() == after
      end)
      t.await('no diagnostics', function()
        return #editor:diagnostics() == 0
      end)

      -- save
      editor:type(':write<CR>')
      t.await('the file on disk', function()
        return t.read(path) == after
      end)
      editor:quit()
    end)
  end

  if vim.env.KSTACK_TEST_SERVER == '' then
    return
  end

  t.test('a session: what is unfinished while it is typed is a fault when it is saved', function()
    local folder = t.folder()
    local path = folder .. '/kstack.yaml'
    t.write(path, 'apps:\n  web:\n    image: nginx:1.27\n')
    local editor = t.editor({ kstack = { cmd = t.server }, cwd = folder })
    editor:open(path)
    editor:attached()
    editor:go('nginx')
    editor:type('D')
    t.await('a hint', function()
      local found = editor:diagnostics()
      return #found == 1 and found[1].severity == 'HINT'
    end)
    editor:type(':write<CR>')
    t.await('an error', function()
      local found = editor:diagnostics()
      return #found == 1 and found[1].severity == 'ERROR'
    end)
    editor:quit()
  end)
end
