" Vim compiler for falint: copy to ~/.vim/compiler/falint.vim (Neovim: ~/.config/nvim/compiler/falint.vim),
" then  :compiler falint | make  checks the file in the window.
if exists('current_compiler') | finish | endif
let current_compiler = 'falint'

CompilerSet makeprg=falint\ check\ --output-format\ concise\ %:S
CompilerSet makeencoding=utf-8
CompilerSet errorformat=%E%f:%l:%c:\ error%m,%W%f:%l:%c:\ warning%m,%I%f:%l:%c:\ advice%m,%-G%.%#

" falint counts columns in characters, errorformat's %c in bytes. Where the list stands is known only here, so the
" columns are turned over when it has come in.
function! s:columns() abort
  let list = getqflist({'title': 0, 'items': 0})
  if list.title !~# 'falint' | return | endif
  for item in list.items
    if item.valid
      call bufload(item.bufnr)
      let item.col = byteidxcomp(get(getbufline(item.bufnr, item.lnum), 0, ''), item.col - 1) + 1
    endif
  endfor
  call setqflist([], 'r', list)
endfunction

augroup falint
  autocmd!
  autocmd QuickFixCmdPost make,cexpr,cgetexpr,cfile,cgetfile call s:columns()
augroup END
