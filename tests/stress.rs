//! Hostile texts, small enough for a test: what is quadratic takes minutes here, what is linear a second.
//!
//! The full sizes are benched, not tested: `cargo bench --bench stress`; what grows too fast, `cargo bench --bench growth`.

#[path = "stress/shapes.rs"]
mod shapes;

use std::time::{Duration, Instant};

use falint::lint::{Settings, lint};
use falint::render::{OutputFormat, Style, renderer};
use falint::source::Source;
use shapes::SHAPES;

/// The part of the full size that is tested.
const PART: usize = 50;

/// No shape may take longer, on however slow a machine, in however slow a build.
const MOST: Duration = Duration::from_secs(60);

#[test]
fn hostile_texts_are_linted_and_rendered_in_time() {
    let mut late = Vec::new();
    for shape in SHAPES {
        let text = shape.text((shape.full / PART).max(1));
        let start = Instant::now();
        let source = Source::from_text(shape.file, &text);
        let report = lint(&source, &Settings::default());
        assert_eq!(report.failures, [], "{shape}");
        for &format in OutputFormat::ALL {
            renderer(format, Style::default()).file(&source, &report);
        }
        let took = start.elapsed();
        println!("{:7.2} s  {:8} bytes  {shape}", took.as_secs_f64(), text.len());
        if took > MOST {
            late.push(format!("{shape}: {took:?}"));
        }
    }
    assert!(late.is_empty(), "{late:?}");
}
