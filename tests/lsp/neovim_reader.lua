-- The server, as Neovim speaks to it: what it shows of a file, and what a quick fix leaves.
local function check(is, what)
  if not is then
    io.stderr:write(what .. '\n')
    vim.cmd('cquit 1')
  end
end

local function main()
  vim.cmd('edit a.yaml')
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({ name = 'brief', cmd = { vim.env.BRIEF, 'lsp' }, root_dir = vim.env.FOLDER })
  check(client and vim.lsp.buf_attach_client(buffer, client), 'the server starts')
  local function wait(condition, what)
    check(vim.wait(60000, condition, 20), what .. ': ' .. vim.inspect(vim.diagnostic.get(buffer)))
  end
  local function only()
    local told = vim.diagnostic.get(buffer)
    return #told == 1 and told[1] or nil
  end
  wait(function() return only() ~= nil end, 'one thing is told')
  -- Columns are bytes here, and there is an emoji before them.
  check(only().lnum == 5 and only().col == 57, 'it stands behind the emoji: ' .. vim.inspect(only()))
  local range = { start = { line = 5, character = 0 }, ['end'] = { line = 5, character = 99 } }
  local asked = { textDocument = vim.lsp.util.make_text_document_params(buffer), range = range, context = { diagnostics = {} } }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', asked, 60000)
  local action = answers[client].result[1]
  check(action.title == 'Write `claimed`', 'the fix is offered: ' .. vim.inspect(answers))
  vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
  check(vim.api.nvim_buf_get_lines(buffer, 5, 6, true)[1]:find('basis: claimed}', 1, true), 'the fix is made')
  wait(function() return only() and only().code == 'T-1' end, 'the finding is told')
  vim.lsp.stop_client(client)
  vim.cmd('qall!')
end

local done, why = pcall(main)
check(done, tostring(why))
