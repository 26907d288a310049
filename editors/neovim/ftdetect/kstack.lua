-- Files that are kstack by name get the filetype `yaml.kstack`: the part before
-- the dot brings YAML's highlighting, indenting and file type settings, and
-- servers that ask for exactly `yaml` keep away. What other YAML is kstack, the
-- server finds out from the text.
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

vim.filetype.add({
  filename = {
    ['kstack.yaml'] = filetype,
    ['kstack.yml'] = filetype,
  },
  pattern = {
    ['.*%.kstack%.yaml'] = filetype,
    ['.*%.kstack%.yml'] = filetype,
  },
})
