-- falint in Neovim 0.8 or later: put this into init.lua.
vim.api.nvim_create_autocmd("FileType", {
  pattern = { "text", "markdown" },
  callback = function(event)
    local marks = vim.fs.find({ "falint.toml", ".git" }, { upward = true, path = vim.fs.dirname(event.file) })
    vim.lsp.start({
      name = "falint",
      cmd = { "falint", "server" },
      root_dir = vim.fs.dirname(marks[1]),
      init_options = { minSeverity = "warning" }, -- error, warning, advice
    })
  end,
})
