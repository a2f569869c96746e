//! An editor, scripted: starts the program, speaks the protocol, keeps what comes in until a test asks for it.

use std::io::{BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// After this long without what is waited for, something is wrong.
const DEADLINE: Duration = Duration::from_secs(120);

/// A server and the line to it.
pub struct Server {
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    /// What came in and was not asked for yet.
    kept: Vec<Value>,
    last: i64,
}

impl Server {
    pub fn spawn(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_falint"))
            .arg("server")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut reader = BufReader::new(child.stdout.take().expect("an output"));
        let (send, output) = channel();
        thread::spawn(move || {
            while let Some(message) = message(&mut reader)
                && send.send(message).is_ok()
            {}
        });
        Self { input: child.stdin.take(), child, output, kept: Vec::new(), last: 0 }
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the line is open");
        input.write_all(bytes).expect("the server reads");
        input.flush().expect("the server reads");
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// The first message that fits, of those kept and those to come.
    fn await_message(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&fits) {
            return self.kept.remove(at);
        }
        let until = Instant::now() + DEADLINE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let message = self.output.recv_timeout(left).unwrap_or_else(|_| panic!("no {what}: {:?}", self.kept));
            if fits(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// Asks, and waits for the answer; the error is the server's.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.last += 1;
        let id = self.last;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        let mut answer = self.await_message(method, |message| message["id"] == id && message.get("method").is_none());
        match answer.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(answer["result"].take()),
        }
    }

    /// What the server says of its own accord: the parameters of the next such notification.
    pub fn told(&mut self, method: &str) -> Value {
        self.await_message(method, |message| message["method"] == method)["params"].take()
    }

    /// What the server asks of the editor, which gives this answer.
    pub fn asked(&mut self, method: &str, answer: Value) -> Value {
        let mut asked = self.await_message(method, |message| message["method"] == method);
        self.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": answer}));
        asked["params"].take()
    }

    /// The notifications that came in and were not asked for yet.
    pub fn kept(&self, method: &str) -> Vec<&Value> {
        self.kept.iter().filter(|message| message["method"] == method).collect()
    }

    /// Waits for its end: the exit code.
    pub fn code(&mut self) -> i32 {
        self.child.wait().expect("it ends").code().expect("it was not killed")
    }

    /// Says `exit`: the exit code.
    pub fn exit(&mut self) -> i32 {
        self.notify("exit", json!(null));
        self.code()
    }

    /// Cuts the line: the exit code.
    pub fn hang_up(&mut self) -> i32 {
        self.input = None;
        self.code()
    }
}

/// A message of the server; none where it has ended.
fn message(reader: &mut impl std::io::BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().strip_prefix("Content-Length: ") {
            Some(number) => length = number.parse().expect("a number"),
            None if line.trim_end().is_empty() => break,
            None => {}
        }
    }
    let mut text = vec![0; length];
    reader.read_exact(&mut text).expect("the whole message");
    Some(serde_json::from_slice(&text).expect("JSON"))
}

/// An editor whose session is open.
pub struct Client {
    server: Server,
    /// What the server offered.
    pub offered: Value,
}

impl std::ops::Deref for Client {
    type Target = Server;
    fn deref(&self) -> &Server {
        &self.server
    }
}

impl std::ops::DerefMut for Client {
    fn deref_mut(&mut self) -> &mut Server {
        &mut self.server
    }
}

impl Client {
    /// With these capabilities.
    pub fn start(capabilities: Value) -> Self {
        Self::with(&[], json!({"processId": null, "rootUri": null, "capabilities": capabilities}))
    }

    /// With these arguments of the program and parameters of `initialize`.
    pub fn with(arguments: &[&str], params: Value) -> Self {
        let mut server = Server::spawn(arguments);
        let offered = server.request("initialize", params).expect("it starts");
        server.notify("initialized", json!({}));
        Self { server, offered }
    }

    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        self.open_as(uri, if uri.ends_with(".md") { "markdown" } else { "plaintext" }, version, text);
    }

    pub fn open_as(&mut self, uri: &str, language: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// The next diagnostics of a document.
    pub fn diagnostics(&mut self, uri: &str) -> Value {
        let mut message = self.await_message(&format!("diagnostics of {uri}"), |message| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        });
        message["params"].take()
    }

    /// The lints that are told next of a document, which must be in this version.
    pub fn codes(&mut self, uri: &str, version: i32) -> Vec<String> {
        let told = self.diagnostics(uri);
        assert_eq!(told["version"], version, "{told}");
        let list = told["diagnostics"].as_array().expect("a list");
        list.iter().map(|shown| shown["code"].as_str().expect("a name").to_owned()).collect()
    }

    /// Takes leave as one should.
    pub fn leave(mut self) {
        assert_eq!(self.request("shutdown", json!(null)), Ok(json!(null)));
        assert_eq!(self.server.exit(), 0);
    }
}

/// The URI of a path, as editors write it.
pub fn uri(path: &Path) -> String {
    let path = path.to_str().expect("a path in UTF-8").replace('\\', "/");
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    format!("file://{}{}", if path.starts_with('/') { "" } else { "/" }, path.bytes().map(encode).collect::<String>())
}
