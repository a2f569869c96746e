#![allow(clippy::all)]
use falint::*;
fn main() {
    let s = lint::Settings { min_severity: Some(diagnostic::Severity::Advice), ..Default::default() };
    let r = render::renderer(render::OutputFormat::from_name(&std::env::args().nth(1).unwrap()).unwrap(), render::Style::default());
    for f in std::env::args().skip(2) {
        let b = std::fs::read(&f).unwrap();
        let src = source::Source::from_bytes(&f, &b, None).unwrap();
        let rep = lint::lint(&src, &s);
        for x in &rep.failures { eprintln!("FAIL {f} {x:?}"); }
        print!("{}", r.file(&src, &rep));
    }
}
