-- Neovim as a second client of `dist/server.js --stdio`: it knows pushed diagnostics only, where VS Code pulls.
-- Run as: nvim --headless -u NONE -i NONE -n -S neovim.lua, with LOOKALIKE_SERVER and LOOKALIKE_FOLDER in the environment.
-- Prints `ok NAME` or `not ok NAME: WHY` for each step.

local TIMEOUT_MS = 300000
local failed = false

local function step(name, action)
  if failed then
    print('skip ' .. name .. '\n')
    return
  end
  local ok, message = pcall(action)
  failed = not ok
  print((ok and 'ok ' .. name or 'not ok ' .. name .. ': ' .. tostring(message)) .. '\n')
end

local function wait_for(what, holds)
  if not vim.wait(TIMEOUT_MS, holds, 20) then
    error('waited in vain for ' .. what)
  end
end

local function main()
  local folder = vim.env.LOOKALIKE_FOLDER
  local file = folder .. '/requirements.txt'
  local client, buffer

  local function diagnostic_on(name)
    for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
      local line = vim.api.nvim_buf_get_lines(buffer, diagnostic.lnum, diagnostic.lnum + 1, false)[1]
      if line:sub(diagnostic.col + 1, diagnostic.end_col) == name then
        return diagnostic
      end
    end
  end

  local function request(method, params)
    local answer, why = vim.lsp.buf_request_sync(buffer, method, params, TIMEOUT_MS)
    assert(answer, why)
    local response = answer[client]
    assert(response and not response.error, vim.inspect(response))
    return response.result
  end

  local function position_of(diagnostic)
    return { line = diagnostic.lnum, character = diagnostic.col }
  end

  step('the server starts', function()
    vim.cmd('edit ' .. vim.fn.fnameescape(file))
    buffer = vim.api.nvim_get_current_buf()
    client = vim.lsp.start_client({
      name = 'lookalike',
      cmd = { vim.env.LOOKALIKE_NODE, vim.env.LOOKALIKE_SERVER, '--stdio' },
      root_dir = folder,
      workspace_folders = { { uri = vim.uri_from_fname(folder), name = 'folder' } },
    })
    assert(client, 'no client')
    wait_for('the connection', function()
      local started = vim.lsp.get_client_by_id(client)
      return started and started.initialized
    end)
    vim.lsp.buf_attach_client(buffer, client)
  end)

  step('diagnostics are pushed', function()
    wait_for('a diagnostic on pycryptoenv', function() return diagnostic_on('pycryptoenv') end)
    local diagnostic = diagnostic_on('pycryptoenv')
    assert(diagnostic.severity == vim.diagnostic.severity.ERROR, vim.inspect(diagnostic))
    assert(diagnostic.source == 'lookalike', vim.inspect(diagnostic))
  end)

  step('the hover has a card', function()
    local result = request('textDocument/hover', {
      textDocument = { uri = vim.uri_from_bufnr(buffer) },
      position = position_of(diagnostic_on('pycryptoenv')),
    })
    assert(result and vim.inspect(result.contents):find('pycryptoenv', 1, true), vim.inspect(result))
  end)

  step('a code action mends the line', function()
    local diagnostic = diagnostic_on('pycryptoenv')
    local position = position_of(diagnostic)
    local actions = request('textDocument/codeAction', {
      textDocument = { uri = vim.uri_from_bufnr(buffer) },
      range = { start = position, ['end'] = { line = diagnostic.end_lnum, character = diagnostic.end_col } },
      context = { diagnostics = { diagnostic.user_data.lsp } },
    })
    local preferred
    for _, action in ipairs(actions or {}) do
      if action.isPreferred then
        preferred = action
      end
    end
    assert(preferred and preferred.title == "Replace with 'pycryptodome' (successor of pycrypto; drops ==1.0.7)", vim.inspect(actions))
    vim.lsp.util.apply_workspace_edit(preferred.edit, 'utf-16')
    assert(vim.fn.search('^pycryptodome$', 'nw') > 0, vim.inspect(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)))
  end)

  step('the diagnostic goes with the name', function()
    wait_for('the diagnostic to go', function() return not diagnostic_on('pycryptoenv') and not diagnostic_on('pycryptodome') end)
  end)

  step('the server ends when it is told to', function()
    vim.lsp.stop_client(client)
    wait_for('the end', function() return vim.lsp.get_client_by_id(client) == nil end)
  end)
end

local ok, message = xpcall(main, debug.traceback)
if not ok then
  print('not ok neovim: ' .. tostring(message) .. '\n')
end
vim.cmd((ok and not failed) and 'qall!' or 'cquit!')
