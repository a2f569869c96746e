-- Opens a draft, waits for what falint says of it, takes a fix and follows a reference.
-- Run by tests/editors/run in the folder of the draft, with falint in PATH and editors/neovim/falint.lua as init file.
local function expect(wanted, got, what)
  if not vim.deep_equal(wanted, got) then
    error(("%s: expected %s, got %s"):format(what, vim.inspect(wanted), vim.inspect(got)), 0)
  end
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then
    error(what .. ": waited in vain; diagnostics: " .. vim.inspect(vim.diagnostic.get(0)), 0)
  end
end

--- What falint says of the buffer: line from 1, severity, lint, and the text from its first byte to its last.
local function findings()
  local found = {}
  for _, item in ipairs(vim.diagnostic.get(0)) do
    local text = vim.api.nvim_buf_get_text(0, item.lnum, item.col, item.end_lnum, item.end_col, {})[1]
    table.insert(found, { item.lnum + 1, vim.diagnostic.severity[item.severity], tostring(item.code), text })
  end
  table.sort(found, function(a, b) return a[1] < b[1] end)
  return found
end

--- Puts the cursor on the first occurrence of `text` in line `line`, both as a person counts.
local function stand_on(line, text)
  local column = vim.fn.getline(line):find(text, 1, true)
  vim.api.nvim_win_set_cursor(0, { line, column - 1 })
end

local function test()
  vim.cmd.edit("草案.txt")
  wait("diagnostics", function() return #findings() > 0 end)
  expect({
    { 2, "ERROR", "punct-halfwidth", "," },
    { 3, "ERROR", "punct-halfwidth", "(市)" },
    { 4, "ERROR", "typo-dup-word", "对对" },
    { 5, "WARN", "effective-date-placeholder", "2025年  月  日" },
  }, findings(), "diagnostics")

  stand_on(3, "(市)")
  local said = {}
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      table.insert(said, action.title)
      return action.kind == "quickfix" and action.edit ~= nil and action.title:find("（市）", 1, true) ~= nil
    end,
  })
  wait("a fix, of " .. vim.inspect(said), function() return vim.fn.getline(3):find("（市）", 1, true) ~= nil end)
  expect("第二条　𠮷林市、县（市）区公安机关依照本条例第一条负责养犬管理。", vim.fn.getline(3), "the fix")
  wait("diagnostics after the fix", function() return #findings() == 3 end)

  stand_on(3, "第一条")
  vim.lsp.buf.definition()
  wait("the definition", function() return vim.fn.line(".") == 2 end)
  vim.cmd.edit({ bang = true })
end

local ok, why = pcall(test)
vim.fn.writefile({ ok and "ok" or tostring(why) }, "neovim.result")
vim.cmd("qall!")
