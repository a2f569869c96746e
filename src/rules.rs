//! Lints that need code: a folder a topic, one file a lint, each a function of the document.
//!
//! A rule sees the document and its own options, or the document beside the law in force, and nothing else: no
//! configuration, no severity, no words, no lines.

mod amendments {
    pub(super) mod amend_add_form;
    pub(super) mod amend_batch_count;
    pub(super) mod amend_effective_clause;
    pub(super) mod amend_not_understood;
    pub(super) mod amend_number_clash;
    pub(super) mod amend_order_clause_missing;
    pub(super) mod amend_quote_multipara;
    pub(super) mod amend_same_place_twice;
    pub(super) mod amend_self_cite;
    pub(super) mod amend_text_unchanged;
    pub(super) mod amend_title_form;
    pub(super) mod amend_verb;
    pub(super) mod amend_word_missing_zhongde;
    mod miscounted;
    mod quoted;
    pub(super) mod repeal_decision_form;
    mod told;
}
mod citations {
    pub(super) mod basis;
    pub(super) mod cite_article_drift;
    pub(super) mod cite_bookmark_missing;
    pub(super) mod cite_constitution_form;
    pub(super) mod cite_draft_suffix;
    pub(super) mod cite_law_name_typo;
    pub(super) mod cite_nested_bookmark;
    pub(super) mod cite_standard_form;
    pub(super) mod ended;
    pub(super) mod judged;
    pub(super) mod law_name;
}
mod contents {
    pub(super) mod toc_contains_article;
    pub(super) mod toc_form;
    pub(super) mod toc_mismatch;
    pub(super) mod toc_missing;
}
mod dates {
    pub(super) mod effective_before_adoption;
    pub(super) mod effective_clause_verb;
    pub(super) mod effective_date_format;
    pub(super) mod effective_date_missing;
    pub(super) mod effective_date_placeholder;
    pub(super) mod invalid_calendar_date;
    pub(super) mod period_start_form;
    pub(super) mod repeal_clause_identification;
    pub(super) mod repeal_clause_position;
    pub(super) mod transition_date_consistency;
}
mod definitions {
    pub(super) mod abbr_before_definition;
    pub(super) mod abbr_duplicate;
    pub(super) mod abbr_full_after_definition;
    pub(super) mod abbr_quote_form;
    pub(super) mod abbr_tongcheng;
    pub(super) mod abbr_unused;
    pub(super) mod cite_abbrev_consistency;
    pub(super) mod def_duplicate;
    pub(super) mod def_form;
    pub(super) mod def_position;
    pub(super) mod def_unused;
    pub(super) mod short_forms;
    mod standing;
}
mod layout {
    pub(super) mod layout_article_gap;
    pub(super) mod layout_broken_line;
    pub(super) mod layout_chapter_gap;
    pub(super) mod layout_comment_residue;
    pub(super) mod layout_fullwidth_alnum;
    pub(super) mod layout_hard_wrap;
    pub(super) mod layout_heading_inline;
    pub(super) mod layout_inner_space;
    pub(super) mod layout_invisible_char;
    pub(super) mod layout_old_draft_marker;
    pub(super) mod layout_overprint;
    pub(super) mod layout_page_artifact;
    pub(super) mod layout_paragraph_indent;
    pub(super) mod layout_table_in_article;
    pub(super) mod layout_trailing_space;
    pub(super) mod minority;
    mod traces;
}
mod numbering {
    pub(super) mod article_number_duplicate;
    pub(super) mod article_number_form;
    pub(super) mod article_number_gap;
    pub(super) mod article_number_mark;
    pub(super) mod chapter_number_sequence;
    pub(super) mod item_number_form;
    pub(super) mod item_number_sequence;
    pub(super) mod number_lookalike;
    pub(super) mod sequence;
    pub(super) mod subitem_form;
}
mod phrasing {
    pub(super) mod word_de_structure;
    pub(super) mod word_items_de_consistency;
}
mod numerals {
    pub(super) mod figure;
    pub(super) mod figures;
    pub(super) mod limits;
    pub(super) mod num_count_mismatch;
    pub(super) mod num_date_arabic;
    pub(super) mod num_decimal_chinese;
    pub(super) mod num_time_form;
    pub(super) mod style;
    pub(super) mod units;
}
mod penalties {
    pub(super) mod authority;
    pub(super) mod fines;
    pub(super) mod penalty_duplicate_behavior;
    pub(super) mod penalty_license_beyond_power;
    pub(super) mod penalty_none_to_apply;
    pub(super) mod penalty_order_correct_first;
    pub(super) mod power;
}
mod preambles {
    pub(super) mod first_article;
    pub(super) mod note_missing;
    pub(super) mod note_order_format;
    pub(super) mod note_xiuzheng_xiuding;
}
mod punctuation {
    pub(super) mod marks_between;
    pub(super) mod punct_amend_quote_end;
    pub(super) mod punct_ascii_quote;
    pub(super) mod punct_book_title_non_title;
    pub(super) mod punct_bracket_mismatch;
    pub(super) mod punct_colon_after_list_lead;
    pub(super) mod punct_comma_in_list;
    pub(super) mod punct_double;
    pub(super) mod punct_forbidden;
    pub(super) mod punct_halfwidth;
    pub(super) mod punct_item_end;
    pub(super) mod punct_missing_final;
    pub(super) mod punct_parenthesis_content;
    pub(super) mod punct_penalty_semicolon;
    pub(super) mod punct_quote_nesting;
    pub(super) mod punct_semicolon_single_sentence;
    pub(super) mod punct_space_around;
}
mod references {
    pub(super) mod missing;
    pub(super) mod order;
    pub(super) mod own_article;
    pub(super) mod runs;
    pub(super) mod xref_annex_missing;
    pub(super) mod xref_bare_article;
    pub(super) mod xref_chapter_article_mix;
    pub(super) mod xref_guiding_missing;
    pub(super) mod xref_item_bracket;
    pub(super) mod xref_level_order;
    pub(super) mod xref_paragraph_omitted;
    pub(super) mod xref_penalty_item_mismatch;
    pub(super) mod xref_penalty_target_mismatch;
    pub(super) mod xref_qiankuan_invalid;
    pub(super) mod xref_self_name;
    pub(super) mod xref_single_paragraph_first;
}
mod revisions {
    pub(super) mod rev_effective_date_old;
    pub(super) mod rev_removed_but_referenced;
    pub(super) mod rev_repeal_clause_in_revision;
    pub(super) mod rev_repeal_missing;
    mod revision;
    pub(super) mod xref_stale;
}
mod terms {
    pub(super) mod term_county_form;
    pub(super) mod term_local_self;
    pub(super) mod term_near_form;
}
mod structure {
    pub(super) mod article_one_line_many_rules;
    pub(super) mod article_zhi_usage;
    pub(super) mod chapter_title_missing;
    pub(super) mod chapters;
    pub(super) mod chapters_threshold;
    pub(super) mod copies;
    pub(super) mod empty_chapter;
    pub(super) mod fragment_after_list;
    pub(super) mod general_provisions_first;
    pub(super) mod liability_before_supplementary;
    pub(super) mod lists;
    pub(super) mod mixed_articles_outside_section;
    pub(super) mod no_articles;
    pub(super) mod paragraph_numbered;
    pub(super) mod single_article_chapter;
    pub(super) mod supplementary_last;
    pub(super) mod text_missing;
    pub(super) mod text_repeated;
}
mod summary;
mod titles {
    pub(super) mod title_consistency;
    pub(super) mod title_draft_suffix_position;
    pub(super) mod title_implement_form;
    pub(super) mod title_punctuation;
    pub(super) mod title_region_prefix;
    pub(super) mod title_temp_word;
    pub(super) mod title_type;
}
mod wording {
    pub(super) mod word_above_below;
    pub(super) mod word_but;
}
mod words {
    pub(super) mod text_mojibake;
    pub(super) mod typo_confusable;
    pub(super) mod typo_dup_phrase;
    pub(super) mod typo_dup_word;
    pub(super) mod typo_nonstandard_char;
    pub(super) mod typo_twin;
    pub(super) mod typo_unlikely;
}

use crate::compare::Comparison;
use crate::diagnostic::Finding;
use crate::document::Document;
use crate::options::Options;

/// A rule: what it finds in a document.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// One without options.
    Plain(Plain),
    /// One with options of its own.
    Tuned(Tuned),
    /// One that sees the draft beside the law in force.
    Compared(Compared),
    /// The same, and what speaks of the law in another text beside it.
    Accompanied(Compared, Accompanied),
}

type Plain = fn(&Document) -> Vec<Finding>;
type Tuned = fn(&Document, &Options) -> Vec<Finding>;
type Compared = fn(&Comparison<'_>) -> Vec<Finding>;
type Accompanied = fn(&Comparison<'_>, &Document) -> Vec<Finding>;

impl Rule {
    /// What it finds in a text; nothing where it needs to see what there is not.
    pub fn find(self, text: Subject<'_>, options: &Options) -> Vec<Finding> {
        match (self, text) {
            (Self::Plain(rule), Subject::Alone(document)) => rule(document),
            (Self::Tuned(rule), Subject::Alone(document)) => rule(document, options),
            (Self::Compared(rule) | Self::Accompanied(rule, _), Subject::Compared(comparison)) => rule(comparison),
            (Self::Accompanied(_, rule), Subject::Beside(comparison, other)) => rule(comparison, other),
            (Self::Plain(_) | Self::Tuned(_), Subject::Compared(_) | Subject::Beside(..))
            | (Self::Compared(_) | Self::Accompanied(..), Subject::Alone(_))
            | (Self::Compared(_), Subject::Beside(..)) => Vec::new(),
        }
    }

    /// Whether it needs the law in force beside the draft.
    pub const fn is_of_comparisons(self) -> bool {
        matches!(self, Self::Compared(_) | Self::Accompanied(..))
    }
}

/// What a rule sees.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'s> {
    /// A text by itself.
    Alone(&'s Document),
    /// A draft beside the law in force. What can be told of the draft by itself is not told again.
    Compared(&'s Comparison<'s>),
    /// Another text that speaks of the law, and both.
    Beside(&'s Comparison<'s>, &'s Document),
}

impl<'s> Subject<'s> {
    /// The text that findings speak of.
    pub const fn document(self) -> &'s Document {
        match self {
            Self::Alone(document) => document,
            Self::Compared(comparison) => comparison.draft,
            Self::Beside(_, other) => other,
        }
    }
}

/// The rules with options, by the name of their lint.
const TUNED: &[(&str, Tuned)] = &[
    ("article-one-line-many-rules", structure::article_one_line_many_rules::find),
    ("chapters-threshold", structure::chapters_threshold::find),
    ("num-decimal-chinese", numerals::num_decimal_chinese::find),
    ("num-style-mixed", numerals::style::mixed),
    ("num-style-profile", numerals::style::profile),
    ("penalty-fine-form", penalties::fines::form),
    ("penalty-range-too-wide", penalties::fines::too_wide),
    ("punct-dunhao-between-bookmarks", punctuation::marks_between::titles),
    ("punct-dunhao-between-quotes", punctuation::marks_between::quotations),
    ("term-county-form", terms::term_county_form::find),
    ("typo-unlikely", words::typo_unlikely::find),
];

/// The rules that need the law in force, by the name of their lint.
const COMPARED: &[(&str, Compared)] = &[
    ("rev-effective-date-old", revisions::rev_effective_date_old::find),
    ("rev-removed-but-referenced", revisions::rev_removed_but_referenced::find),
    ("rev-repeal-missing", revisions::rev_repeal_missing::find),
];

/// Those of them that read other texts, too.
const ACCOMPANIED: &[(&str, Compared, Accompanied)] =
    &[("xref-stale", revisions::xref_stale::find, revisions::xref_stale::elsewhere)];

/// All other rules.
const RULES: &[(&str, Plain)] = &[
    ("abbr-before-definition", definitions::abbr_before_definition::find),
    ("abbr-duplicate", definitions::abbr_duplicate::find),
    ("abbr-full-after-definition", definitions::abbr_full_after_definition::find),
    ("abbr-quote-form", definitions::abbr_quote_form::find),
    ("abbr-tongcheng", definitions::abbr_tongcheng::find),
    ("abbr-unused", definitions::abbr_unused::find),
    ("amend-add-form", amendments::amend_add_form::find),
    ("amend-batch-count", amendments::amend_batch_count::find),
    ("amend-effective-clause", amendments::amend_effective_clause::find),
    ("amend-not-understood", amendments::amend_not_understood::find),
    ("amend-number-clash", amendments::amend_number_clash::find),
    ("amend-order-clause-missing", amendments::amend_order_clause_missing::find),
    ("amend-quote-multipara", amendments::amend_quote_multipara::find),
    ("amend-same-place-twice", amendments::amend_same_place_twice::find),
    ("amend-self-cite", amendments::amend_self_cite::find),
    ("amend-text-unchanged", amendments::amend_text_unchanged::find),
    ("amend-title-form", amendments::amend_title_form::find),
    ("amend-verb", amendments::amend_verb::find),
    ("amend-word-missing-zhongde", amendments::amend_word_missing_zhongde::find),
    ("article-number-duplicate", numbering::article_number_duplicate::find),
    ("article-number-form", numbering::article_number_form::find),
    ("article-number-gap", numbering::article_number_gap::find),
    ("article-number-mark", numbering::article_number_mark::find),
    ("article-repeated", structure::copies::articles),
    ("article-zhi-usage", structure::article_zhi_usage::find),
    ("chapter-number-sequence", numbering::chapter_number_sequence::find),
    ("chapter-title-missing", structure::chapter_title_missing::find),
    ("cite-abbrev-consistency", definitions::cite_abbrev_consistency::find),
    ("cite-article-drift", citations::cite_article_drift::find),
    ("cite-basis-form", citations::basis::form),
    ("cite-basis-order", citations::basis::order),
    ("cite-bookmark-missing", citations::cite_bookmark_missing::find),
    ("cite-constitution-form", citations::cite_constitution_form::find),
    ("cite-draft-suffix", citations::cite_draft_suffix::find),
    ("cite-full-name-required", citations::law_name::full_name),
    ("cite-law-name-typo", citations::cite_law_name_typo::find),
    ("cite-nested-bookmark", citations::cite_nested_bookmark::find),
    ("cite-policy-doc", citations::basis::policy),
    ("cite-prc-prefix-wrong", citations::law_name::prefix),
    ("cite-renamed-law", citations::ended::renamed),
    ("cite-repealed-law", citations::ended::repealed),
    ("cite-standard-form", citations::cite_standard_form::find),
    ("def-duplicate", definitions::def_duplicate::find),
    ("def-form", definitions::def_form::find),
    ("def-position", definitions::def_position::find),
    ("def-unused", definitions::def_unused::find),
    ("effective-before-adoption", dates::effective_before_adoption::find),
    ("effective-clause-verb", dates::effective_clause_verb::find),
    ("effective-date-format", dates::effective_date_format::find),
    ("effective-date-missing", dates::effective_date_missing::find),
    ("effective-date-placeholder", dates::effective_date_placeholder::find),
    ("empty-chapter", structure::empty_chapter::find),
    ("fragment-after-list", structure::fragment_after_list::find),
    ("general-provisions-first", structure::general_provisions_first::find),
    ("invalid-calendar-date", dates::invalid_calendar_date::find),
    ("heading-repeated", structure::copies::headings),
    ("item-number-form", numbering::item_number_form::find),
    ("item-number-sequence", numbering::item_number_sequence::find),
    ("layout-article-gap", layout::layout_article_gap::find),
    ("layout-broken-line", layout::layout_broken_line::find),
    ("layout-chapter-gap", layout::layout_chapter_gap::find),
    ("layout-comment-residue", layout::layout_comment_residue::find),
    ("layout-fullwidth-alnum", layout::layout_fullwidth_alnum::find),
    ("layout-hard-wrap", layout::layout_hard_wrap::find),
    ("layout-heading-inline", layout::layout_heading_inline::find),
    ("layout-inner-space", layout::layout_inner_space::find),
    ("layout-invisible-char", layout::layout_invisible_char::find),
    ("layout-old-draft-marker", layout::layout_old_draft_marker::find),
    ("layout-overprint", layout::layout_overprint::find),
    ("layout-page-artifact", layout::layout_page_artifact::find),
    ("layout-paragraph-indent", layout::layout_paragraph_indent::find),
    ("layout-table-in-article", layout::layout_table_in_article::find),
    ("layout-trailing-space", layout::layout_trailing_space::find),
    ("liability-before-supplementary", structure::liability_before_supplementary::find),
    ("list-lead-in-dangling", structure::lists::dangling),
    ("list-lead-in-missing", structure::lists::without_lead),
    ("mixed-articles-outside-section", structure::mixed_articles_outside_section::find),
    ("no-articles", structure::no_articles::find),
    ("note-missing", preambles::note_missing::find),
    ("note-order-format", preambles::note_order_format::find),
    ("note-xiuzheng-xiuding", preambles::note_xiuzheng_xiuding::find),
    ("num-approx-conflict", numerals::limits::approximations),
    ("num-count-mismatch", numerals::num_count_mismatch::find),
    ("num-currency", numerals::units::currency),
    ("num-date-arabic", numerals::num_date_arabic::find),
    ("num-large-mixed", numerals::figures::large),
    ("num-ordinal-chinese", numerals::figures::ordinals),
    ("num-percent-form", numerals::figures::percent),
    ("num-range-inverted", numerals::limits::ranges),
    ("num-simplified-tens", numerals::figures::tens),
    ("num-time-form", numerals::num_time_form::find),
    ("number-lookalike", numbering::number_lookalike::find),
    ("num-unit-nonlegal", numerals::units::nonlegal),
    ("num-unit-symbol", numerals::units::symbols),
    ("num-zero-form", numerals::figures::zero),
    ("orphan-item", structure::lists::orphans),
    ("paragraph-numbered", structure::paragraph_numbered::find),
    ("passage-repeated", structure::copies::passages),
    ("penalty-authority-missing", penalties::authority::missing),
    ("penalty-authority-undefined", penalties::authority::undefined),
    ("penalty-beyond-local-power", penalties::power::of_regulation),
    ("penalty-compulsion-beyond-power", penalties::power::of_force),
    ("penalty-criminal-set", penalties::power::of_crime),
    ("penalty-duplicate-behavior", penalties::penalty_duplicate_behavior::find),
    ("penalty-fine-no-bound", penalties::fines::no_bound),
    ("penalty-license-beyond-power", penalties::penalty_license_beyond_power::find),
    ("penalty-none-to-apply", penalties::penalty_none_to_apply::find),
    ("penalty-order-correct-first", penalties::penalty_order_correct_first::find),
    ("penalty-rule-beyond-power", penalties::power::of_rule),
    ("period-start-form", dates::period_start_form::find),
    ("preamble-enactment-missing", preambles::first_article::enactment),
    ("preamble-first-article", preambles::first_article::wording),
    ("preamble-purpose-order", preambles::first_article::order),
    ("punct-amend-quote-end", punctuation::punct_amend_quote_end::find),
    ("punct-ascii-quote", punctuation::punct_ascii_quote::find),
    ("punct-book-title-non-title", punctuation::punct_book_title_non_title::find),
    ("punct-bracket-mismatch", punctuation::punct_bracket_mismatch::find),
    ("punct-colon-after-list-lead", punctuation::punct_colon_after_list_lead::find),
    ("punct-comma-in-list", punctuation::punct_comma_in_list::find),
    ("punct-double", punctuation::punct_double::find),
    ("punct-forbidden", punctuation::punct_forbidden::find),
    ("punct-halfwidth", punctuation::punct_halfwidth::find),
    ("punct-item-end", punctuation::punct_item_end::find),
    ("punct-missing-final", punctuation::punct_missing_final::find),
    ("punct-parenthesis-content", punctuation::punct_parenthesis_content::find),
    ("punct-penalty-semicolon", punctuation::punct_penalty_semicolon::find),
    ("punct-quote-nesting", punctuation::punct_quote_nesting::find),
    ("punct-semicolon-single-sentence", punctuation::punct_semicolon_single_sentence::find),
    ("punct-space-around", punctuation::punct_space_around::find),
    ("repeal-clause-identification", dates::repeal_clause_identification::find),
    ("repeal-clause-position", dates::repeal_clause_position::find),
    ("repeal-decision-form", amendments::repeal_decision_form::find),
    ("rev-repeal-clause-in-revision", revisions::rev_repeal_clause_in_revision::find),
    ("single-article-chapter", structure::single_article_chapter::find),
    ("subitem-form", numbering::subitem_form::find),
    ("supplementary-last", structure::supplementary_last::last),
    ("supplementary-missing", structure::supplementary_last::missing),
    ("term-local-self", terms::term_local_self::find),
    ("term-near-form", terms::term_near_form::find),
    ("text-mojibake", words::text_mojibake::find),
    ("text-missing", structure::text_missing::find),
    ("text-repeated", structure::text_repeated::find),
    ("title-consistency", titles::title_consistency::find),
    ("title-draft-suffix-position", titles::title_draft_suffix_position::find),
    ("title-implement-form", titles::title_implement_form::find),
    ("title-punctuation", titles::title_punctuation::find),
    ("title-region-prefix", titles::title_region_prefix::find),
    ("title-temp-word", titles::title_temp_word::find),
    ("title-type", titles::title_type::find),
    ("toc-contains-article", contents::toc_contains_article::find),
    ("toc-form", contents::toc_form::find),
    ("toc-mismatch", contents::toc_mismatch::find),
    ("toc-missing", contents::toc_missing::find),
    ("transition-date-consistency", dates::transition_date_consistency::find),
    ("typo-confusable", words::typo_confusable::find),
    ("typo-dup-phrase", words::typo_dup_phrase::find),
    ("typo-dup-word", words::typo_dup_word::find),
    ("typo-nonstandard-char", words::typo_nonstandard_char::find),
    ("typo-twin", words::typo_twin::find),
    ("word-above-below", wording::word_above_below::find),
    ("word-but", wording::word_but::find),
    ("word-de-structure", phrasing::word_de_structure::find),
    ("word-items-de-consistency", phrasing::word_items_de_consistency::find),
    ("xref-adjacent-should-be-relative", references::own_article::adjacent),
    ("xref-annex-missing", references::xref_annex_missing::find),
    ("xref-article-missing", references::missing::articles),
    ("xref-bare-article", references::xref_bare_article::find),
    ("xref-chapter-article-mix", references::xref_chapter_article_mix::find),
    ("xref-guiding-missing", references::xref_guiding_missing::find),
    ("xref-item-bracket", references::xref_item_bracket::find),
    ("xref-item-missing", references::missing::items),
    ("xref-level-order", references::xref_level_order::find),
    ("xref-list-order", references::order::lists),
    ("xref-merged-ordinals", references::runs::merged),
    ("xref-paragraph-missing", references::missing::paragraphs),
    ("xref-paragraph-omitted", references::xref_paragraph_omitted::find),
    ("xref-penalty-item-mismatch", references::xref_penalty_item_mismatch::find),
    ("xref-penalty-target-mismatch", references::xref_penalty_target_mismatch::find),
    ("xref-qiankuan-invalid", references::xref_qiankuan_invalid::find),
    ("xref-range-form", references::runs::ranges),
    ("xref-range-reversed", references::order::ranges),
    ("xref-self-name", references::xref_self_name::find),
    ("xref-self-reference", references::own_article::itself),
    ("xref-single-paragraph-first", references::xref_single_paragraph_first::find),
];

/// The rule of a lint.
pub fn find(lint: &str) -> Option<Rule> {
    let tuned = || TUNED.iter().find(|(name, _)| *name == lint).map(|&(_, rule)| Rule::Tuned(rule));
    let compared = || COMPARED.iter().find(|(name, _)| *name == lint).map(|&(_, rule)| Rule::Compared(rule));
    let plain = RULES.iter().find(|(name, _)| *name == lint).map(|&(_, rule)| Rule::Plain(rule));
    let accompanied = || ACCOMPANIED.iter().find(|(name, ..)| *name == lint);
    let accompanied = || accompanied().map(|&(_, rule, beside)| Rule::Accompanied(rule, beside));
    plain.or_else(tuned).or_else(compared).or_else(accompanied)
}

/// The names of all rules.
pub fn names() -> impl Iterator<Item = &'static str> {
    let plain = RULES.iter().map(|&(name, _)| name);
    let compared = COMPARED.iter().map(|&(name, _)| name).chain(ACCOMPANIED.iter().map(|&(name, ..)| name));
    plain.chain(TUNED.iter().map(|&(name, _)| name)).chain(compared)
}
