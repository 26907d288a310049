-- Drives a Neovim in an X window and takes pictures of the window. `dofile` gives a function that is called with the
-- Neovim's SOCKET, the title of its WINDOW and the FOLDER for the pictures, and returns what can be done with them.
local deadline_ms = 20000

-- The value of `probe` as soon as it has one.
local function await(what, probe)
  local value
  local held = vim.wait(deadline_ms, function()
    local ran, found = pcall(probe)
    value = ran and found ~= vim.NIL and found
    return value
  end, 50)
  if not held then
    io.stderr:write('in vain: ', what, '\n')
    os.exit(1)
  end
  return value
end

local function run(command)
  local done = vim.system(command, { text = true }):wait()
  if done.code ~= 0 then
    error(table.concat(command, ' ') .. ': ' .. done.stderr)
  end
  return done.stdout
end

local function tell(path)
  print(('%s: %d KB'):format(path, math.ceil(vim.uv.fs_stat(path).size / 1024)))
end

return function(socket, window, folder)
  local camera = { await = await }

  local channel = await('Neovim', function()
    return vim.fn.sockconnect('pipe', socket, { rpc = true })
  end)

  function camera.lua(code, ...)
    return vim.fn.rpcrequest(channel, 'nvim_exec_lua', code, { ... })
  end

  function camera.type(keys)
    vim.fn.rpcrequest(channel, 'nvim_input', keys)
  end

  -- Puts the cursor on the first `text` of the file.
  function camera.go(text)
    camera.lua([[vim.api.nvim_win_set_cursor(0, { 1, 0 }) vim.fn.search('\\V' .. ..., 'c')]], text)
  end

  -- The window is drawn when pictures of it have been the same for as long as Neovim waits before it asks the server for
  -- the colours of a changed text (200 ms), and as long again.
  local function shoot(path)
    camera.lua('vim.cmd.redraw()')
    local last, since
    await('a picture that stays the same', function()
      run({ 'import', '-silent', '-window', window, '-strip', path })
      local signature = run({ 'identify', '-quiet', '-format', '%#', path })
      if signature ~= last then
        last, since = signature, vim.uv.now()
      end
      return vim.uv.now() - since >= 400
    end)
  end

  -- Takes the picture FOLDER/NAME.png.
  function camera.take(name)
    local path = folder .. '/' .. name .. '.png'
    shoot(path)
    run({ 'convert', path, '-strip', '-colors', '128', '-define', 'png:compression-level=9', 'PNG8:' .. path })
    tell(path)
  end

  -- A film, to which `frame(seconds)` adds what the window shows now and for how long it is seen, and of which `cut()`
  -- makes FOLDER/NAME.gif.
  function camera.film(name)
    local film, frames, count = {}, {}, 0
    local reel = vim.fn.tempname()
    vim.fn.mkdir(reel)

    function film.frame(seconds)
      count = count + 1
      local path = ('%s/%03d.png'):format(reel, count)
      shoot(path)
      vim.list_extend(frames, { '-delay', tostring(math.floor(seconds * 100)), path })
    end

    -- All frames have one palette, so that what does not change is the same colour in all and is stored once.
    function film.cut()
      local path = folder .. '/' .. name .. '.gif'
      local command = vim.list_extend({ 'convert', '-loop', '0' }, frames)
      run(vim.list_extend(command, { '-strip', '+dither', '-colors', '64', '+remap', '-layers', 'Optimize', path }))
      vim.fn.delete(reel, 'rf')
      tell(path)
    end

    return film
  end

  function camera.popup()
    await('the completion popup', function()
      return camera.lua("return vim.fn.complete_info({ 'pum_visible' }).pum_visible == 1")
    end)
  end

  -- Waits for the list of completions, goes to the entry `choose` in it, else to the first, and waits for what the
  -- server has to say about it, where it says something.
  function camera.choose(choose)
    camera.popup()
    local place = 0
    for index, item in ipairs(camera.lua("return vim.fn.complete_info({ 'items' }).items")) do
      if item.abbr == choose or item.word == choose then
        place = index - 1
        break
      end
    end
    camera.type(('<C-n>'):rep(place + 1))
    await('a chosen entry', function()
      return camera.lua("return vim.fn.complete_info({ 'selected' }).selected") == place
    end)
    vim.wait(1000, function()
      return camera.lua("return vim.fn.complete_info({ 'preview_winid' }).preview_winid") ~= vim.NIL
    end, 50)
  end

  -- Waits for the floating window that the key `K` opens.
  function camera.hover()
    camera.type('K')
    await('the hover', function()
      return camera.lua([[
        for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
          if vim.api.nvim_win_get_config(window).relative ~= '' then return true end
        end
      ]])
    end)
  end

  -- Leaves whatever is open or being typed.
  function camera.escape()
    camera.type('<Esc>')
    await('normal mode', function()
      return vim.fn.rpcrequest(channel, 'nvim_get_mode').mode == 'n'
    end)
    camera.lua('vim.cmd.fclose({ bang = true }) vim.snippet.stop()')
  end

  -- Puts the file back to what it is on disk.
  function camera.afresh()
    camera.escape()
    camera.lua("vim.cmd('edit!')")
    camera.diagnostics()
  end

  -- Waits until the server has said what is wrong with the text as it stands: with `count`, that many faults.
  function camera.diagnostics(count)
    await('diagnostics', function()
      local found = camera.lua('return #vim.diagnostic.get(0)')
      return count and found == count or not count and found > 0
    end)
  end

  function camera.close()
    vim.fn.rpcnotify(channel, 'nvim_command', 'qall!')
    -- The window closes with Neovim.
    await('the end of Neovim', function()
      return not pcall(camera.lua, 'return 1')
    end)
  end

  return camera
end
