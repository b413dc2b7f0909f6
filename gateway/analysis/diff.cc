#include "gateway/analysis/diff.h"

#include <algorithm>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/analysis/diff_disclosure.h"
#include "gateway/analysis/diff_statements.h"
#include "gateway/analysis/row_pairs.h"
#include "gateway/analysis/sentences.h"
#include "gateway/base/status_macros.h"
#include "gateway/crypto/digest.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/pack.h"

namespace tasuki::analysis {
namespace {

absl::StatusOr<Tables> TablesOf(const Version& version,
                                absl::string_view which) {
  absl::StatusOr<Tables> tables = CompileTables(version.packs);
  if (tables.ok()) return tables;
  return absl::Status(tables.status().code(),
                      absl::StrCat(which, ": ", tables.status().message()));
}

void Append(std::vector<Change> more, std::vector<Change>& changes) {
  std::move(more.begin(), more.end(), std::back_inserter(changes));
}

// Widening first; then by kind; then as they were found, which is by rule.
void Sort(std::vector<Change>& changes) {
  const auto order = [](const Change& change) {
    const int effect = change.effect == Effect::kWidens    ? 0
                       : change.effect == Effect::kNarrows ? 1
                                                           : 2;
    return std::pair(effect, change.kind);
  };
  std::stable_sort(
      changes.begin(), changes.end(),
      [&](const Change& a, const Change& b) { return order(a) < order(b); });
}

std::string Decimal(absl::uint128 number) {
  std::ostringstream text;
  text << number;
  return text.str();
}

std::string KindWord(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kDisclosure:
      return "disclosure";
    case ChangeKind::kGuarantee:
      return "guarantee";
    case ChangeKind::kObligation:
      return "obligation";
    case ChangeKind::kAction:
      return "action";
    case ChangeKind::kAcceptedFlow:
      return "accepted-flow";
    case ChangeKind::kField:
      return "field";
    case ChangeKind::kWording:
      return "wording";
  }
  return "";
}

std::string EffectWord(Effect effect) {
  switch (effect) {
    case Effect::kNeutral:
      return "neutral";
    case Effect::kNarrows:
      return "narrows";
    case Effect::kWidens:
      return "widens";
  }
  return "";
}

std::string WhenText(const Circumstances& when) {
  std::vector<std::string> facts;
  for (const FactIs& one : when) {
    facts.push_back(absl::StrCat(ShortName(one.fact), "=",
                                 (one.values & kTrue) != 0 ? "T" : "",
                                 (one.values & kFalse) != 0 ? "F" : "",
                                 (one.values & kUnknown) != 0 ? "U" : ""));
  }
  return absl::StrJoin(facts, ",");
}

// Numbers rather than words: what a box is does not depend on wording.
void AppendDisclosure(const DisclosureChange& change, std::string& bytes) {
  std::vector<std::string> words;
  for (const uint64_t word : change.where.values) {
    words.push_back(absl::StrCat(absl::Hex(word)));
  }
  absl::StrAppend(&bytes, "where ", absl::StrJoin(words, " "), "\nwhen ",
                  WhenText(change.when), "\nunless ", WhenText(change.unless),
                  "\n");
  for (const LevelChange& level : change.levels) {
    absl::StrAppend(&bytes, "levels ", absl::Hex(level.categories.bits()), " ",
                    ShortName(level.before), " ", ShortName(level.after),
                    change.as_others_allow ? " as-others-allow" : "", "\n");
  }
  const policy::Situation& s = change.witness;
  absl::StrAppend(
      &bytes, "witness ", ShortName(s.reader), " ", ShortName(s.role), " ",
      ShortName(s.relation), " ", ShortName(s.holder), " ",
      s.reader_is_holder ? "self" : "other", " ", ShortName(s.purpose), " ",
      ShortName(s.case_class), " ", ShortName(s.grounds[0].basis), " ",
      WhenText(DeviationsOf(s.facts)), " ",
      absl::Hex(change.at_witness.categories.bits()), " ",
      ShortName(change.at_witness.before), " ",
      ShortName(change.at_witness.after), "\nplaces ", change.places,
      "\nsituations ", Decimal(change.situations), "\n");
}

}  // namespace

absl::StatusOr<Diff> Compare(const Version& before, const Version& after) {
  ASSIGN_OR_RETURN(const Tables old_tables, TablesOf(before, "before"));
  ASSIGN_OR_RETURN(const Tables new_tables, TablesOf(after, "after"));
  Diff diff;
  diff.before = policy::HashOf(before.packs);
  diff.after = policy::HashOf(after.packs);
  diff.inventory_before = crypto::Sha256(before.field_inventory);
  diff.inventory_after = crypto::Sha256(after.field_inventory);
  const RowPairs pairs(old_tables, new_tables);
  Append(DisclosureChanges(pairs), diff.changes);
  for (Change& change : diff.changes) {
    change.sentence = DisclosureSentence(
        *change.disclosure, change.effect == Effect::kWidens, pairs.used());
  }
  Append(GuaranteeChanges(before, after), diff.changes);
  Append(ObligationChanges(before, after, pairs), diff.changes);
  Append(DutiesThatGo(pairs), diff.changes);
  Append(ActionChanges(before, after, pairs), diff.changes);
  Append(RefusalChanges(before, after), diff.changes);
  Append(AcceptedFlowChanges(before, after), diff.changes);
  Append(FieldChanges(before.field_inventory, after.field_inventory),
         diff.changes);
  Append(CaseChanges(before.cases, after.cases), diff.changes);
  Append(QuietChanges(before, after, pairs, diff.changes), diff.changes);
  Sort(diff.changes);
  return diff;
}

bool OnlyNarrows(const Diff& diff) {
  return std::none_of(
      diff.changes.begin(), diff.changes.end(),
      [](const Change& change) { return change.effect == Effect::kWidens; });
}

std::string CanonicalBytes(const Diff& diff) {
  std::string bytes = absl::StrCat(
      "tasuki policy diff v1\nbefore ", absl::BytesToHexString(diff.before),
      "\nafter ", absl::BytesToHexString(diff.after), "\ninventory ",
      absl::BytesToHexString(diff.inventory_before), " ",
      absl::BytesToHexString(diff.inventory_after), "\nchanges ",
      diff.changes.size(), "\n");
  for (const Change& change : diff.changes) {
    absl::StrAppend(&bytes, "\nchange ", KindWord(change.kind), " ",
                    EffectWord(change.effect), "\nrules ",
                    absl::StrJoin(change.rules, " "), "\nja ",
                    absl::CEscape(change.sentence.ja), "\nen ",
                    absl::CEscape(change.sentence.en), "\n");
    if (change.disclosure.has_value()) {
      AppendDisclosure(*change.disclosure, bytes);
    }
  }
  return bytes;
}

std::string Hash(const Diff& diff) {
  return crypto::Sha256(CanonicalBytes(diff));
}

}  // namespace tasuki::analysis
