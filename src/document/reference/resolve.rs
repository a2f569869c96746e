//! Whether what a reference names is there, and where.

use super::{Base, Law, Reference, Step, StepUnit};
use crate::document::Document;
use crate::document::tree::label::Level;
use crate::document::tree::{ArticleForm, Division, Home, Role};

/// What a reference leads to. Numbers are positions in the document's lists, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// It is there.
    Found(Home),
    /// A division is there.
    Division(usize),
    /// The article is there, but not in the division that is named: 本章第三条.
    Elsewhere {
        /// The article.
        article: usize,
        /// The division named.
        division: usize,
    },
    /// It speaks of another law, or it cannot be told of which.
    Outside,
    /// The unit is not there.
    Missing {
        /// Which unit.
        unit: StepUnit,
        /// How many there are; of divisions, the highest number.
        have: usize,
        /// The article in which it was looked for.
        article: Option<usize>,
    },
    /// 前款 and the like with nothing before it.
    NothingBefore,
}

/// Looks a reference up.
pub fn resolve(document: &Document, reference: &Reference) -> Resolution {
    if matches!(reference.law, Law::Other(_) | Law::Unclear) {
        return Resolution::Outside;
    }
    match strict(document, reference) {
        Resolution::Missing { unit: StepUnit::Article, .. } if follows_another_law(document, reference) => {
            Resolution::Outside
        }
        missing @ Resolution::Missing { .. } => elsewhere(document, reference).unwrap_or(missing),
        found => found,
    }
}

/// Whether a bare 第七十六条 stands in a paragraph that has named articles of another law: 按照担保法第六十五条执行。生效日期按第七十六条执行.
fn follows_another_law(document: &Document, reference: &Reference) -> bool {
    let Some(passage) = document.passage_at(reference.span.start) else { return false };
    let all = document.references();
    let here = all.partition_point(|earlier| earlier.span.start < reference.span.start);
    let before = all[..here].iter().rev().take(CONTEXT).take_while(|earlier| passage.span.covers(earlier.span));
    let mut named = before.map(|earlier| earlier.law).filter(|law| matches!(law, Law::Own(_) | Law::Other(_)));
    reference.law == Law::Implied && matches!(named.next(), Some(Law::Other(_)))
}

/// Whether an article has a paragraph or an item of that number.
pub fn has(document: &Document, article: usize, paragraph: Option<u32>, item: Option<u32>) -> bool {
    let paragraphs = document.articles[article].paragraphs.clone();
    let nth = paragraph.map(|number| paragraphs.start + (number as usize).saturating_sub(1));
    let there = nth.is_none_or(|nth| paragraphs.contains(&nth));
    let home = Home { article: Some(article), paragraph: nth, ..Home::default() };
    there && item.is_none_or(|number| find_item(document, home, number).is_ok())
}

/// How many earlier references of an article are asked what a bare one may speak of.
const CONTEXT: usize = 24;

/// What a bare 第三项, or the item of 前款第三项, may lead to when it is not where it is looked for first: in an
/// article or paragraph that was named before it, or in another paragraph of its article.
fn elsewhere(document: &Document, reference: &Reference) -> Option<Resolution> {
    let article = reference.home.article?;
    let of_article = Home { article: Some(article), ..Home::default() };
    let relative = matches!(reference.base, Base::PreviousParagraphs(_));
    let items_only = reference.steps.iter().all(|step| step.unit >= StepUnit::Item);
    if relative && items_only {
        return found(walk(document, reference, Some(of_article)));
    }
    if !reference.bare {
        return None;
    }
    let all = document.references();
    let here = all.partition_point(|earlier| earlier.span.start < reference.span.start);
    let before = all[..here].iter().rev().take(CONTEXT).take_while(|earlier| earlier.home.article == Some(article));
    for earlier in before.filter(|earlier| !earlier.bare) {
        if matches!(earlier.law, Law::Other(_) | Law::Unclear) {
            return Some(Resolution::Outside);
        }
        let Resolution::Found(home) = strict(document, earlier) else { continue };
        let paragraph = Home { article: home.article, paragraph: home.paragraph, ..Home::default() };
        let whole = Home { article: home.article, ..Home::default() };
        for start in [paragraph, whole] {
            if let Some(resolution) = found(walk(document, reference, Some(start))) {
                return Some(resolution);
            }
        }
    }
    None
}

const fn found(resolution: Resolution) -> Option<Resolution> {
    match resolution {
        Resolution::Found(_) | Resolution::Division(_) => Some(resolution),
        Resolution::Elsewhere { .. } | Resolution::Outside | Resolution::Missing { .. } | Resolution::NothingBefore => {
            None
        }
    }
}

/// Looks a reference up where it says.
fn strict(document: &Document, reference: &Reference) -> Resolution {
    let home = reference.home;
    let articles = &document.articles;
    let start = match reference.base {
        Base::Law => None,
        Base::ThisDivision(level) => match enclosing(document, home, level) {
            Some(division) => return walk_within(document, reference, None, &[division]),
            None => return Resolution::Outside,
        },
        Base::ThisArticle => match home.article {
            Some(article) => Some(Home { article: Some(article), ..Home::default() }),
            None => return Resolution::Outside,
        },
        Base::ThisParagraph => match home.paragraph {
            Some(_) if home.article.is_some() => Some(Home { item: None, subitem: None, ..home }),
            _ => return Resolution::Outside,
        },
        Base::ThisItem => match home.item {
            Some(_) => Some(Home { subitem: None, ..home }),
            None => return Resolution::Outside,
        },
        // A line behind the last item is a paragraph of its own, whatever that item ends with.
        Base::PreviousParagraphs(count) if is_behind_items(document, reference) => {
            match previous_paragraph(document, home, count.saturating_sub(1)) {
                Ok(found) => Some(found),
                Err(resolution) => return resolution,
            }
        }
        Base::PreviousParagraphs(count) => match previous_paragraph(document, home, count) {
            Ok(found) => Some(found),
            Err(resolution) => return resolution,
        },
        Base::PreviousArticles(count) => {
            let Some(article) = home.article.filter(|&a| articles[a].form == ArticleForm::Article) else {
                return Resolution::Outside;
            };
            match article.checked_sub(count as usize) {
                Some(before) => Some(Home { article: Some(before), ..Home::default() }),
                None => return Resolution::NothingBefore,
            }
        }
        Base::PreviousItems(count) => {
            let (Some(item), Some(paragraph)) = (home.item, home.paragraph) else { return Resolution::Outside };
            let first = document.paragraphs[paragraph].items.start;
            match item.checked_sub(count as usize).filter(|&before| before >= first) {
                Some(before) => Some(Home { item: Some(before), subitem: None, ..home }),
                None if document.paragraphs[paragraph].continues => return Resolution::Outside,
                // The first items have lost their numbers.
                None if document.items[item].mark.is_some_and(|mark| mark.number > count) => {
                    return Resolution::Outside;
                }
                None => return Resolution::NothingBefore,
            }
        }
    };
    walk(document, reference, start)
}

/// Whether a reference stands in a line behind the last item: one that the item seems to go on with, or that is taken for
/// an item without its mark.
fn is_behind_items(document: &Document, reference: &Reference) -> bool {
    if reference.home.item.is_some_and(|item| document.items[item].mark.is_none()) {
        return true;
    }
    let block = document.passage_at(reference.span.start).map(|passage| passage.block);
    block.is_some_and(|block| matches!(document.blocks[block].role, Role::ItemRest(_)))
}

fn previous_paragraph(document: &Document, home: Home, count: u32) -> Result<Home, Resolution> {
    let (Some(article), Some(paragraph)) = (home.article, home.paragraph) else { return Err(Resolution::Outside) };
    if document.articles[article].form == ArticleForm::Point {
        return Err(Resolution::Outside);
    }
    let first = document.articles[article].paragraphs.start;
    match paragraph.checked_sub(count as usize).filter(|&before| before >= first) {
        Some(before) => Ok(Home { article: Some(article), paragraph: Some(before), ..Home::default() }),
        None => Err(Resolution::NothingBefore),
    }
}

/// Takes the steps down from `start`.
fn walk(document: &Document, reference: &Reference, start: Option<Home>) -> Resolution {
    walk_within(document, reference, start, &[])
}

/// Takes the steps down from `start`, inside one of the divisions named before, if any.
fn walk_within(document: &Document, reference: &Reference, start: Option<Home>, divisions: &[usize]) -> Resolution {
    let text = document.text_of(reference.home);
    let mut home = start.unwrap_or_default();
    let mut divisions = divisions.to_vec();
    for step in &reference.steps {
        let missing = |have: usize, article: Option<usize>| Resolution::Missing { unit: step.unit, have, article };
        match step.unit {
            StepUnit::Part | StepUnit::Subpart | StepUnit::Chapter | StepUnit::Section => {
                match find_divisions(document, text, &divisions, step) {
                    Ok(found) => divisions = found,
                    Err(have) => return missing(have, None),
                }
            }
            StepUnit::Article => match document.article(text, step.ordinal) {
                Some(article) => {
                    let holds = |&&division: &&usize| document.divisions[division].articles.contains(&article);
                    if let (Some(&division), None) = (divisions.first(), divisions.iter().find(holds)) {
                        return Resolution::Elsewhere { article, division };
                    }
                    home = Home { article: Some(article), ..Home::default() };
                }
                None if is_excerpt(document) => return Resolution::Outside,
                None => return missing(document.articles.len(), None),
            },
            StepUnit::Paragraph => {
                let Some(article) = home.article else { return Resolution::Outside };
                let range = document.articles[article].paragraphs.clone();
                let number = step.ordinal.number as usize;
                if number == 0 || number > range.len() {
                    return missing(range.len(), Some(article));
                }
                home.paragraph = Some(range.start + number - 1);
            }
            StepUnit::Item if home.article.is_none() => return Resolution::Outside,
            StepUnit::Item => match find_item(document, home, step.ordinal.number) {
                Ok(found) => home = found,
                Err(have) => return missing(have, home.article),
            },
            StepUnit::Subitem => {
                let Some(item) = home.item else { return Resolution::Outside };
                let range = document.items[item].subitems.clone();
                let mut numbers = range.clone().map(|subitem| document.subitems[subitem].mark.number);
                match numbers.position(|number| number == step.ordinal.number) {
                    Some(at) => home.subitem = Some(range.start + at),
                    None => return missing(range.len(), home.article),
                }
            }
        }
    }
    match (home.article, divisions.first()) {
        (None, Some(&division)) => Resolution::Division(division),
        (Some(_), _) => Resolution::Found(home),
        (None, None) => Resolution::Outside,
    }
}

/// Whether the text is a part of a law that goes on from other parts, so that its articles do not start at 第一条, or
/// is made of points, which may be called articles.
fn is_excerpt(document: &Document) -> bool {
    let start = document.articles.first().filter(|first| first.form == ArticleForm::Article);
    start.is_none_or(|first| first.ordinal.number > 3)
}

/// The division of a level that a place stands in.
fn enclosing(document: &Document, home: Home, level: Level) -> Option<usize> {
    let mut division = document.articles[home.article?].division;
    while let Some(at) = division.filter(|&at| document.divisions[at].level != level) {
        division = document.divisions[at].parent;
    }
    division
}

/// The divisions of that number: inside the ones named before, or where none are, anywhere in the text. Chapters may be
/// counted anew in every part, so there can be several. The error is the highest number there is.
fn find_divisions(document: &Document, text: usize, within: &[usize], step: &Step) -> Result<Vec<usize>, usize> {
    let level = match step.unit {
        StepUnit::Part => Level::Part,
        StepUnit::Subpart => Level::Subpart,
        StepUnit::Section => Level::Section,
        StepUnit::Chapter | StepUnit::Article | StepUnit::Paragraph | StepUnit::Item | StepUnit::Subitem => {
            Level::Chapter
        }
    };
    let of_text = |division: &Division| {
        let article = document.articles.get(division.articles.start);
        article.is_none_or(|article| article.text == text)
    };
    let inside = |division: &Division| {
        let mut above = division.parent;
        while let Some(at) = above.filter(|at| !within.contains(at)) {
            above = document.divisions[at].parent;
        }
        within.is_empty() || above.is_some()
    };
    let fits = |division: &Division| of_text(division) && inside(division);
    let numbered = document.divisions_numbered(level, step.ordinal.number).iter().copied();
    let found: Vec<usize> = numbered.filter(|&at| fits(&document.divisions[at])).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let there = document.divisions.iter().filter(|division| division.level == level && fits(division));
    match there.filter_map(|division| division.numeral).map(|numeral| numeral.value as usize).max() {
        // Its sections have been torn off by headings without a number.
        None | Some(0) if !within.is_empty() => find_divisions(document, text, &[], step),
        most => Err(most.unwrap_or(0)),
    }
}

/// The item of that number: in the paragraph, or where none is named, in the first paragraph of the article that has
/// it. The error is how many items there are.
fn find_item(document: &Document, home: Home, number: u32) -> Result<Home, usize> {
    let paragraphs = match (home.paragraph, home.article) {
        (Some(paragraph), _) => paragraph..paragraph + 1,
        (None, Some(article)) => document.articles[article].paragraphs.clone(),
        (None, None) => return Err(0),
    };
    let mut most = 0;
    for paragraph in paragraphs {
        let items = document.paragraphs[paragraph].items.clone();
        let at = |number: u32| {
            let marked = |&item: &usize| document.items[item].mark.is_some_and(|mark| mark.number == number);
            let lost = items.clone().any(|item| document.items[item].mark.is_none());
            let nth = items.start + (number as usize).saturating_sub(1);
            items.clone().find(marked).or((lost && nth < items.end).then_some(nth))
        };
        if let Some(item) = at(number) {
            return Ok(Home { paragraph: Some(paragraph), item: Some(item), subitem: None, article: home.article });
        }
        most = most.max(items.len());
    }
    Err(most)
}
