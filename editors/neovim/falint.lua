-- falint in Neovim 0.10 or later: put this into init.lua.
vim.api.nvim_create_autocmd("FileType", {
  pattern = { "text", "markdown" },
  callback = function(event)
    local capabilities = vim.lsp.protocol.make_client_capabilities()
    capabilities.general.positionEncodings = { "utf-8" } -- in UTF-16, Neovim 0.10 loses its place in Chinese lines
    vim.lsp.start({
      name = "falint",
      cmd = { "falint", "server" },
      root_dir = vim.fs.root(event.buf, { "falint.toml", ".git" }),
      capabilities = capabilities,
      init_options = { minSeverity = "warning" }, -- error, warning, advice
    })
  end,
})
