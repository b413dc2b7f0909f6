#include <sstream>

#include "absl/strings/escaping.h"
#include "adapters/cli/policy_verbs.h"
#include "gateway/analysis/facts.h"
#include "gateway/analysis/places.h"
#include "gateway/analysis/report.h"
#include "gateway/model/vocabulary.h"

namespace tasuki::cli {
namespace {

using nlohmann::json;

std::string Digits(absl::uint128 number) {
  std::ostringstream text;
  text << number;
  return text.str();
}

std::string NameOf(analysis::ChangeKind kind) {
  switch (kind) {
    case analysis::ChangeKind::kDisclosure:
      return "DISCLOSURE";
    case analysis::ChangeKind::kGuarantee:
      return "GUARANTEE";
    case analysis::ChangeKind::kObligation:
      return "OBLIGATION";
    case analysis::ChangeKind::kAction:
      return "ACTION";
    case analysis::ChangeKind::kAcceptedFlow:
      return "ACCEPTED_FLOW";
    case analysis::ChangeKind::kField:
      return "FIELD";
    case analysis::ChangeKind::kWording:
      return "WORDING";
  }
  return "";
}

std::string NameOf(analysis::Effect effect) {
  switch (effect) {
    case analysis::Effect::kNeutral:
      return "NEUTRAL";
    case analysis::Effect::kNarrows:
      return "NARROWS";
    case analysis::Effect::kWidens:
      return "WIDENS";
  }
  return "";
}

template <typename Enum>
json NamesOf(uint64_t word) {
  json names = json::array();
  for (int value = 0; value < 64; ++value) {
    if (policy::Has(word, value)) {
      names.push_back(ShortName(static_cast<Enum>(value)));
    }
  }
  return names;
}

json CategoriesOf(CategorySet categories) {
  json names = json::array();
  for (const v1::Category category : categories.members()) {
    names.push_back(ShortName(category));
  }
  return names;
}

json ReadersOf(uint64_t word) {
  json readers = json::array();
  for (size_t i = 0; i < analysis::LegalReaders().size(); ++i) {
    if (!policy::Has(word, static_cast<int>(i))) continue;
    const analysis::Reader& reader = analysis::LegalReaders()[i];
    readers.push_back(ShortName(reader.audience) + "/" +
                      ShortName(reader.role));
  }
  return readers;
}

json HoldersOf(uint64_t word) {
  json holders = json::array();
  for (int value = 0; value < analysis::kSelf; ++value) {
    if (policy::Has(word, value)) {
      holders.push_back(ShortName(static_cast<v1::AudienceType>(value)));
    }
  }
  if (policy::Has(word, analysis::kSelf)) holders.push_back("SELF");
  return holders;
}

json FactsOf(const analysis::Circumstances& when) {
  json facts = json::object();
  for (const analysis::FactIs& one : when) {
    json values = json::array();
    if ((one.values & analysis::kTrue) != 0) values.push_back("TRUE");
    if ((one.values & analysis::kFalse) != 0) values.push_back("FALSE");
    if ((one.values & analysis::kUnknown) != 0) values.push_back("UNKNOWN");
    facts[ShortName(one.fact)] = values;
  }
  return facts;
}

// UNSPECIFIED stands for unknown, in a relation also for none.
json WitnessOf(const policy::Situation& s) {
  json grounds = json::array();
  for (const policy::Ground& ground : s.grounds) {
    grounds.push_back(ShortName(ground.basis));
  }
  const analysis::Text words = analysis::SituationWords(s);
  return {{"reader", ShortName(s.reader)},
          {"role", ShortName(s.role)},
          {"relation", ShortName(s.relation)},
          {"holder", ShortName(s.holder)},
          {"reader_is_holder", s.reader_is_holder},
          {"purpose", ShortName(s.purpose)},
          {"class", ShortName(s.case_class)},
          {"grounds", grounds},
          {"facts_not_ordinary", FactsOf(analysis::DeviationsOf(s.facts))},
          {"ja", words.ja},
          {"en", words.en}};
}

json LevelOf(const analysis::LevelChange& change) {
  return {{"categories", CategoriesOf(change.categories)},
          {"before", ShortName(change.before)},
          {"after", ShortName(change.after)}};
}

json ToJson(const analysis::DisclosureChange& change) {
  using analysis::Dimension;
  json levels = json::array();
  for (const analysis::LevelChange& one : change.levels) {
    levels.push_back(LevelOf(one));
  }
  const analysis::Box& where = change.where;
  return {{"readers", ReadersOf(where.Of(Dimension::kReader))},
          {"relations", NamesOf<v1::Relation>(where.Of(Dimension::kRelation))},
          {"holders", HoldersOf(where.Of(Dimension::kHolder))},
          {"purposes", NamesOf<v1::Purpose>(where.Of(Dimension::kPurpose))},
          {"classes", NamesOf<v1::CaseClass>(where.Of(Dimension::kClass))},
          {"grounds", NamesOf<v1::BasisCode>(where.Of(Dimension::kBasis))},
          {"when", FactsOf(change.when)},
          {"unless", FactsOf(change.unless)},
          {"as_others_allow", change.as_others_allow},
          {"levels", levels},
          {"places", change.places},
          {"situations", Digits(change.situations)},
          {"witness", WitnessOf(change.witness)},
          {"at_witness", LevelOf(change.at_witness)}};
}

}  // namespace

std::string Dumped(const json& value) {
  return value.dump(1, ' ', /*ensure_ascii=*/false,
                    json::error_handler_t::replace);
}

json ToJson(const analysis::Diff& diff,
            const std::vector<analysis::StatementText>& statements) {
  json changes = json::array();
  for (const analysis::Change& change : diff.changes) {
    json one = {{"kind", NameOf(change.kind)},
                {"effect", NameOf(change.effect)},
                {"ja", change.sentence.ja},
                {"en", change.sentence.en},
                {"rules", change.rules}};
    if (change.disclosure.has_value()) {
      one["disclosure"] = ToJson(*change.disclosure);
    }
    if (change.example.has_value()) {
      one["example"] = {{"places", change.example->places},
                        {"witness", WitnessOf(change.example->situation)}};
    }
    changes.push_back(std::move(one));
  }
  json texts = json::array();
  for (const analysis::StatementText& one : statements) {
    texts.push_back(
        {{"rule", one.id}, {"before", one.before}, {"after", one.after}});
  }
  return {{"before", absl::BytesToHexString(diff.before)},
          {"after", absl::BytesToHexString(diff.after)},
          {"only_narrows", analysis::OnlyNarrows(diff)},
          {"hash", absl::BytesToHexString(analysis::Hash(diff))},
          {"changes", changes},
          {"statements", texts}};
}

json ToJson(const analysis::Proof& proof) {
  json guarantees = json::array(), flows = json::array(), idle = json::array();
  for (const analysis::GuaranteeProof& one : proof.guarantees) {
    json guarantee = {
        {"id", one.id},          {"ja", one.sentence.ja},
        {"en", one.sentence.en}, {"local", one.local},
        {"places", one.places},  {"holds", !one.breach.has_value()}};
    guarantee["promise"] = {{"ja", one.promise.ja}, {"en", one.promise.en}};
    if (one.breach.has_value()) {
      guarantee["witness"] = WitnessOf(one.breach->witness);
      guarantee["category"] = ShortName(one.breach->category);
      guarantee["level"] = ShortName(one.breach->level);
      guarantee["at_most"] = ShortName(one.at_most);
    }
    guarantees.push_back(std::move(guarantee));
  }
  for (const analysis::FlowProof& flow : proof.flows) {
    flows.push_back({{"fact", ShortName(flow.fact)},
                     {"category", ShortName(flow.own)},
                     {"readers", ReadersOf(flow.readers)},
                     {"not_accepted_for", ReadersOf(flow.open)},
                     {"accepted_by", flow.accepted_by},
                     {"witness", WitnessOf(flow.witness)},
                     {"shows", ShortName(flow.shows)},
                     {"if_true", ShortName(flow.if_true)},
                     {"if_false", ShortName(flow.if_false)}});
  }
  for (const analysis::IdleAcceptance& one : proof.idle) {
    idle.push_back({{"id", one.id}, {"fact", ShortName(one.fact)}});
  }
  return {{"holds", proof.Holds()},
          {"places", proof.places},
          {"situations", Digits(proof.situations)},
          {"guarantees", guarantees},
          {"flows", flows},
          {"accepted_in_vain", idle}};
}

json ToJson(const std::vector<analysis::Finding>& findings) {
  json all = json::array();
  for (const analysis::Finding& finding : findings) {
    all.push_back({{"file", finding.file},
                   {"line", finding.place.line},
                   {"column", finding.place.column},
                   {"severity", finding.error ? "ERROR" : "WARNING"},
                   {"rule", finding.rule},
                   {"ja", finding.message.ja},
                   {"en", finding.message.en}});
  }
  return all;
}

}  // namespace tasuki::cli
