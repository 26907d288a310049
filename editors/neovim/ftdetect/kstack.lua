-- Files that are kstack by name or by their first lines get the filetype `yaml.kstack`: the part before
-- the dot brings YAML's highlighting, indenting and file type settings, and
-- servers that ask for exactly `yaml` keep away. What becomes a stack while it is
-- written, the server finds out from the text.
if not (vim.filetype and vim.filetype.add) then
  return
end

local options = type(vim.g.kstack) == 'table' and vim.g.kstack or {}
local filetype = options.filetype
if filetype == nil then
  filetype = 'yaml.kstack'
end
if type(filetype) ~= 'string' or filetype == '' then
  return
end

--- Whether lines begin like a stack: with a comment that says so, or with `apps` and nothing that other tools have.
local function is_stack(lines)
  local has_apps, has_keys = false, false
  for _, line in ipairs(lines) do
    if not has_keys and (line:match('^#%s*kstack%s*$') or line:match('^#%s*yaml%-language%-server:%s*$schema=.*kstack')) then
      return true
    end
    local key, rest = line:match('^([%w_-]+):(.*)$')
    has_keys = has_keys or key ~= nil
    if key == 'kind' or key == 'apiVersion' or key == 'services' then
      return false
    end
    has_apps = has_apps or (key == 'apps' and rest:match('^%s*$') ~= nil or key == 'apps' and rest:match('^%s+#') ~= nil)
  end
  return has_apps
end

local function by_content(_, bufnr)
  -- Nil leaves it to the other rules, which make it `yaml`.
  return bufnr and is_stack(vim.api.nvim_buf_get_lines(bufnr, 0, 500, false)) and filetype or nil
end

vim.filetype.add({
  filename = {
    ['kstack.yaml'] = filetype,
    ['kstack.yml'] = filetype,
  },
  pattern = {
    ['.*%.kstack%.yaml'] = filetype,
    ['.*%.kstack%.yml'] = filetype,
    ['.*%.yaml'] = by_content,
    ['.*%.yml'] = by_content,
  },
})
