//! How long hostile texts take at full size: `cargo bench --bench stress [-- WORD…]`. The aim is under 3 s each.

#[path = "../tests/stress/shapes.rs"]
mod shapes;

use divan::Bencher;
use divan::counter::BytesCount;
use falint::lint::{Settings, lint};
use falint::render::{OutputFormat, Style, renderer};
use falint::source::Source;
use shapes::{SHAPES, Shape};

fn main() {
    divan::main();
}

/// Decoded, linted with everything, rendered.
#[divan::bench(args = SHAPES, sample_count = 1, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, shape: &Shape) {
    let text = shape.text(shape.full);
    bencher.counter(BytesCount::new(text.len())).bench_local(|| {
        let source = Source::from_bytes(shape.file, text.as_bytes(), None).expect("UTF-8");
        let report = lint(&source, &Settings::default());
        let mut renderer = renderer(OutputFormat::Full, Style::default());
        let chunk = renderer.file(&source, &report);
        renderer.join(chunk).len()
    });
}
