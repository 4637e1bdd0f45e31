"""The server, spoken to by pytest-lsp, which holds what it says against the protocol's own types."""

import os

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

FOLDER = "file://" + os.environ["FOLDER"]
TEXT = os.environ["TEXT"]


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[os.environ["BRIEF"], "lsp", "--stdio"]))
async def client(lsp_client: LanguageClient):
    # It says that it can be asked to watch files, and leaves the answer to whoever uses it.
    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def registered(_: types.RegistrationParams):
        return None

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            root_uri=FOLDER,
            initialization_options={"hints": True},
        )
    )
    yield
    await lsp_client.shutdown_session()


async def test_all_that_is_answered(client: LanguageClient):
    uri = FOLDER + "/a.yaml"
    item = types.TextDocumentItem(uri=uri, language_id="yaml", version=1, text=TEXT)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    told = client.diagnostics[uri]
    assert [(one.code, one.severity) for one in told] == [("T-1", types.DiagnosticSeverity.Error)]
    assert told[0].related_information[-1].location.uri == FOLDER + "/rules.yaml"
    document = types.TextDocumentIdentifier(uri=uri)
    place = told[0].range.start
    fact = types.Position(line=place.line, character=4)
    hover = await client.text_document_hover_async(types.HoverParams(text_document=document, position=fact))
    assert hover.contents.value.startswith("# voluntariness.")
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document))
    assert [one.name for one in symbols] == ["good"]
    whole = types.Range(start=types.Position(line=0, character=0), end=types.Position(line=99, character=0))
    hints = await client.text_document_inlay_hint_async(types.InlayHintParams(text_document=document, range=whole))
    assert list(hints) == []
    context = types.CodeActionContext(diagnostics=told)
    asked = types.CodeActionParams(text_document=document, range=told[0].range, context=context)
    actions = await client.text_document_code_action_async(asked)
    action = await client.code_action_resolve_async(actions[0])
    assert [edit.new_text for edit in action.edit.changes[uri]] != [""]
    definition = types.DefinitionParams(text_document=document, position=fact)
    assert await client.text_document_definition_async(definition) is None
