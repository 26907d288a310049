-- What the pictures show: `nvim --clean --headless -l scenes.lua SOCKET WINDOW FOLDER`, where SOCKET is that of a
-- Neovim in the X window titled WINDOW, with the example open in it.
local here = vim.fs.dirname(arg[0])
local camera = dofile(here .. '/camera.lua')(arg[1], arg[2], arg[3])

camera.diagnostics()
camera.go('8080')
camera.take('diagnostics')

camera.go('image: shop')
camera.type('os<C-x><C-o>')
camera.choose('sidecars')
camera.take('completion')
camera.afresh()

-- What follows only the real server knows.
if vim.env.KSTACK_PICTURES_STAND_IN ~= '1' then
  camera.go('image: nginx/')
  camera.type('ccimage: prom/<C-x><C-o>')
  camera.choose()
  camera.take('images')
  camera.afresh()

  camera.go('sidecars')
  camera.hover()
  camera.take('hover')
  camera.afresh()

  local film = camera.film('film')
  camera.go('apps')
  film.frame(2.5)

  camera.go('8080')
  camera.hover()
  film.frame(3)
  camera.escape()
  film.frame(0.6)

  camera.type('\\q')
  camera.diagnostics(3)
  film.frame(1.2)
  camera.go('enviroment')
  film.frame(0.6)
  camera.type('\\q')
  camera.diagnostics(2)
  film.frame(1.2)

  camera.go('image: shop')
  camera.type('o')
  film.frame(0.6)
  camera.type('s')
  camera.popup()
  film.frame(0.8)
  camera.choose('sidecars')
  film.frame(2)
  camera.type('<C-y>')
  film.frame(0.6)
  camera.type('l')
  camera.popup()
  film.frame(0.8)
  camera.choose('logger')
  film.frame(2.5)
  camera.type('<C-y>')
  film.frame(1.2)
  camera.escape()
  film.frame(3)
  film.cut()
end

camera.close()
