" Loads what falint prints into the quickfix list, by the compiler plugin, and jumps to each finding.
" Run by tests/editors/run in the folder of the draft, with falint in PATH.
set encoding=utf-8 fileencodings=ucs-bom,utf-8,gb18030 hidden
let s:expected = [
      \ [2, 'E', ',制', '[punct-halfwidth] 中文之间的“,”是半角，应为“，” (第一条)'],
      \ [3, 'E', '(市)', '[punct-halfwidth] 中文之间的“(市)”是半角，应为“（市）” (第二条)'],
      \ [4, 'I', '必须', '[word-must-vs-should] “必须”宜写“应当” (第三条)'],
      \ [4, 'E', '对对', '[typo-dup-word] “对对”疑似重复 (第三条)'],
      \ [5, 'W', '2025年', '[effective-date-placeholder] 施行日期“2025年  月  日”尚未填写 (第四条)'],
      \ ]

" In the quickfix window: the list, and for each entry what stands under the cursor after a jump.
function s:check(how, name)
  let list = filter(getqflist(), 'v:val.valid')
  call assert_equal(len(s:expected), len(list), a:how)
  for n in range(min([len(list), len(s:expected)]))
    let [line, type, under, text] = s:expected[n]
    let where = a:how . ', entry ' . (n + 1)
    call assert_equal(a:name, fnamemodify(bufname(list[n].bufnr), ':t'), where)
    call assert_equal([line, type, text], [list[n].lnum, list[n].type, list[n].text], where)
    execute 'cc' (n + 1)
    call assert_equal(line, line('.'), where)
    call assert_equal(under, strpart(getline('.'), col('.') - 1, len(under)), where)
  endfor
endfunction

for s:name in ['草案.txt', 'gb18030.txt']
  execute 'edit' s:name
  compiler falint
  silent make! --min-severity advice
  call s:check(':make ' . s:name, s:name)
  compiler! falint
  cgetexpr systemlist('falint check --min-severity advice --output-format concise ' . s:name)
  call s:check(':cgetexpr ' . s:name, s:name)
endfor
" Before anything else: :make without ! stands on the first finding.
silent make --min-severity advice
call assert_equal([2, ','], [line('.'), strpart(getline('.'), col('.') - 1, 1)], ':make jumps')

" A list that is not falint's keeps its columns.
call setqflist([], ' ', {'lines': ['草案.txt:3:7: error[x] y'], 'efm': &errorformat, 'title': 'another'})
doautocmd QuickFixCmdPost cgetexpr
call assert_equal(7, getqflist()[0].col, 'not falint')

call writefile(empty(v:errors) ? ['ok'] : v:errors, 'vim.result')
qall!
