-- A language server that knows one file by heart, for testing the plugin without
-- the real one:
--
--   nvim --clean -l stand_in.lua      (stdio; $KSTACK_STAND_IN_LOG takes what it is told)
--
-- It reports `8080:50` as the real server does, offers to quote it, answers hover
-- with a fixed text and completion with `sidecars`.
local log = os.getenv('KSTACK_STAND_IN_LOG')

local function note(message)
  if log and log ~= '' then
    local file = assert(io.open(log, 'a'))
    file:write(vim.json.encode(message), '\n')
    file:close()
  end
end

local function read()
  local length
  for line in io.lines() do
    line = line:gsub('\r$', '')
    if line == '' then
      break
    end
    length = tonumber(line:match('^[Cc]ontent%-[Ll]ength: *(%d+)$')) or length
  end
  local body = length and io.read(length)
  return body and vim.json.decode(body)
end

local function send(message)
  message.jsonrpc = '2.0'
  local body = vim.json.encode(message)
  io.write('Content-Length: ', #body, '\r\n\r\n', body)
  io.flush()
end

local texts = {}

-- Columns are bytes here, which is right for the ASCII text of the tests.
local function find(text, wanted)
  local number = 0
  for line in (text .. '\n'):gmatch('(.-)\n') do
    local from, to = line:find(wanted, 1, true)
    if from then
      return {
        start = { line = number, character = from - 1 },
        ['end'] = { line = number, character = to },
      }
    end
    number = number + 1
  end
end

local function diagnostics(text)
  local range = find(text, '- 8080:50')
  if not range then
    return {}
  end
  range.start.character = range.start.character + 2
  return {
    {
      range = range,
      severity = 1,
      source = 'kstack',
      code = 'sexagesimal-port',
      message = "'8080:50' is read as the number 484850; quote it",
    },
  }
end

local function publish(uri)
  send({
    method = 'textDocument/publishDiagnostics',
    params = { uri = uri, diagnostics = diagnostics(texts[uri]) },
  })
end

local answers = {}

function answers.initialize()
  return {
    capabilities = {
      textDocumentSync = { openClose = true, change = 1, save = true },
      completionProvider = { resolveProvider = false },
      hoverProvider = true,
      codeActionProvider = { codeActionKinds = { 'quickfix' } },
    },
    serverInfo = { name = 'stand-in', version = '0' },
  }
end

answers['textDocument/hover'] = function()
  return { contents = { kind = 'markdown', value = '**stand-in** hover' } }
end

answers['textDocument/completion'] = function()
  return {
    isIncomplete = false,
    items = {
      { label = 'sidecars', kind = 10, insertTextFormat = 2, insertText = 'sidecars:\n  ${1:name}:\n    image: $0' },
      { label = 'service', kind = 10 },
    },
  }
end

answers['textDocument/codeAction'] = function(params)
  local uri = params.textDocument.uri
  local found = diagnostics(texts[uri])
  if #found == 0 then
    return {}
  end
  return {
    {
      title = 'quote the port',
      kind = 'quickfix',
      isPreferred = true,
      diagnostics = found,
      edit = { changes = { [uri] = { { range = found[1].range, newText = '"8080:50"' } } } },
    },
  }
end

function answers.shutdown()
  return vim.NIL
end

local notifications = {}

notifications['textDocument/didOpen'] = function(params)
  texts[params.textDocument.uri] = params.textDocument.text
  publish(params.textDocument.uri)
end

notifications['textDocument/didChange'] = function(params)
  texts[params.textDocument.uri] = params.contentChanges[#params.contentChanges].text
  publish(params.textDocument.uri)
end

for message in read do
  note(message)
  if message.method == 'exit' then
    break
  elseif message.id ~= nil and message.method then
    local answer = answers[message.method]
    if answer then
      send({ id = message.id, result = answer(message.params) })
    else
      send({ id = message.id, error = { code = -32601, message = 'method not found' } })
    end
  elseif notifications[message.method] then
    notifications[message.method](message.params)
  end
end
