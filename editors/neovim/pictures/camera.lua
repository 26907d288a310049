-- Takes the pictures: `nvim --clean --headless -l camera.lua SOCKET WINDOW FOLDER`, where
-- SOCKET is that of a Neovim in the X window titled WINDOW, with the example open in it.
local socket, window, folder = arg[1], arg[2], arg[3]
local deadline_ms = 20000

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

local channel = await('Neovim', function()
  return vim.fn.sockconnect('pipe', socket, { rpc = true })
end)

local function lua(code, ...)
  return vim.fn.rpcrequest(channel, 'nvim_exec_lua', code, { ... })
end

local function run(command)
  local done = vim.system(command, { text = true }):wait()
  if done.code ~= 0 then
    error(table.concat(command, ' ') .. ': ' .. done.stderr)
  end
  return done.stdout
end

-- The window is drawn when two pictures of it, one after the other, are the same.
local function take(name)
  lua('vim.cmd.redraw()')
  local path, last = folder .. '/' .. name .. '.png', nil
  await('a picture that stays the same', function()
    run({ 'import', '-silent', '-window', window, '-strip', path })
    local signature = run({ 'identify', '-quiet', '-format', '%#', path })
    local same = signature == last
    last = signature
    return same
  end)
  run({ 'convert', path, '-strip', '-colors', '128', '-define', 'png:compression-level=9', 'PNG8:' .. path })
  print(('%s: %d KB'):format(path, math.ceil(vim.uv.fs_stat(path).size / 1024)))
end

-- Types `keys` on the line of the first `text`, waits for the list of completions and
-- goes to the entry `choose` in it, else to the first.
local function complete(text, keys, choose)
  lua([[vim.api.nvim_win_set_cursor(0, { 1, 0 }) vim.fn.search('\\V' .. ..., 'c')]], text)
  vim.fn.rpcrequest(channel, 'nvim_input', keys)
  await('the completion popup for ' .. keys, function()
    return lua("return vim.fn.complete_info({ 'pum_visible' }).pum_visible == 1")
  end)
  local place = 0
  for index, item in ipairs(lua("return vim.fn.complete_info({ 'items' }).items")) do
    if item.abbr == choose or item.word == choose then
      place = index - 1
      break
    end
  end
  vim.fn.rpcrequest(channel, 'nvim_input', ('<C-n>'):rep(place + 1))
  await('a chosen entry', function()
    return lua("return vim.fn.complete_info({ 'selected' }).selected") == place
  end)
  -- What the server has to say about the entry, where it says something.
  vim.wait(1000, function()
    return lua("return vim.fn.complete_info({ 'preview_winid' }).preview_winid") ~= vim.NIL
  end, 50)
end

local function afresh()
  vim.fn.rpcrequest(channel, 'nvim_input', '<C-e><Esc>')
  await('normal mode', function()
    return vim.fn.rpcrequest(channel, 'nvim_get_mode').mode == 'n'
  end)
  lua("vim.cmd('edit!')")
end

await('diagnostics', function()
  return lua('return #vim.diagnostic.get(0) > 0')
end)
lua([[vim.fn.search('8080')]])
take('diagnostics')

complete('image: shop', 'os<C-x><C-o>', 'sidecars')
take('completion')
afresh()

-- Only the real server knows images.
if vim.env.KSTACK_PICTURES_STAND_IN ~= '1' then
  complete('image: nginx/', 'ccimage: prom/<C-x><C-o>')
  take('images')
  afresh()
end

vim.fn.rpcnotify(channel, 'nvim_command', 'qall!')
-- The window closes with Neovim.
await('the end of Neovim', function()
  return not pcall(lua, 'return 1')
end)
