#include "gateway/analysis/lint.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/guarantees.h"
#include "gateway/analysis/idle_rules.h"
#include "gateway/policy/compile.h"
#include "gateway/policy/names.h"
#include "gateway/policy/pack_text.h"

namespace tasuki::analysis {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::TextFormat;
using Tree = TextFormat::ParseInfoTree;

// The first value in the message that is this name, or its negation.
TextPlace PlaceOfName(const Message& message, const Tree& places,
                      const std::string& name) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count =
        field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const int index = field->is_repeated() ? i : -1;
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        const Message& nested =
            field->is_repeated()
                ? reflection.GetRepeatedMessage(message, field, i)
                : reflection.GetMessage(message, field);
        const Tree* below = places.GetTreeForNested(field, index);
        if (below == nullptr) continue;
        const TextPlace place = PlaceOfName(nested, *below, name);
        if (place.line > 0) return place;
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        const std::string value =
            field->is_repeated()
                ? reflection.GetRepeatedString(message, field, i)
                : reflection.GetString(message, field);
        if (value == name || value == "!" + name) {
          return PlaceOf(places, *field, index);
        }
      }
    }
  }
  return {};
}

struct Pack {
  std::string file;
  v1::PolicyPack pack;
  std::shared_ptr<Tree> places;
};

class Linter {
 public:
  std::vector<Finding> Run(const std::vector<SourceFile>& files) {
    for (const SourceFile& file : files) {
      Pack pack;
      pack.file = file.name;
      pack.places = ReadSource(file, pack.pack, findings_);
      if (pack.places != nullptr) packs_.push_back(std::move(pack));
    }
    for (const Pack& pack : packs_) CheckPack(pack);
    if (!HasErrors(findings_)) CheckWhole();
    return std::move(findings_);
  }

 private:
  void CheckPack(const Pack& pack) {
    CheckRules(pack, "grants", pack.pack.grants(), &v1::PolicyPack::add_grants);
    CheckRules(pack, "ceilings", pack.pack.ceilings(),
               &v1::PolicyPack::add_ceilings);
    CheckRules(pack, "actions", pack.pack.actions(),
               &v1::PolicyPack::add_actions);
    CheckRules(pack, "guarantees", pack.pack.guarantees(),
               &v1::PolicyPack::add_guarantees);
    CheckRules(pack, "accepted_flows", pack.pack.accepted_flows(),
               &v1::PolicyPack::add_accepted_flows);
    CheckObligations(pack);
  }

  template <typename Rules, typename Add>
  void CheckRules(const Pack& pack, const std::string& field_name,
                  const Rules& rules, Add add) {
    const FieldDescriptor& field =
        *v1::PolicyPack::descriptor()->FindFieldByName(field_name);
    for (int i = 0; i < rules.size(); ++i) {
      const auto& rule = rules[i];
      const Tree* places = pack.places->GetTreeForNested(&field, i);
      const TextPlace place = PlaceOf(*pack.places, field, i);
      v1::PolicyPack alone;
      *(alone.*add)() = rule;
      Compile(pack.file, place, rule, rule.id(), places, alone);
      CheckSentences(pack.file, place, rule);
      CheckUnique(pack.file, place, rule.id());
    }
  }

  void CheckObligations(const Pack& pack) {
    const FieldDescriptor& field =
        *v1::PolicyPack::descriptor()->FindFieldByName("obligations");
    for (int i = 0; i < pack.pack.obligations_size(); ++i) {
      v1::PolicyPack alone;
      *alone.add_obligations() = pack.pack.obligations(i);
      Compile(pack.file, PlaceOf(*pack.places, field, i),
              pack.pack.obligations(i), "",
              pack.places->GetTreeForNested(&field, i), alone);
    }
  }

  void Compile(const std::string& file, TextPlace place, const Message& rule,
               const std::string& id, const Tree* places,
               const v1::PolicyPack& alone) {
    const absl::Status status = policy::CompileRules({alone}).status();
    if (status.ok()) return;
    const std::optional<std::string> name = policy::WrittenName(status);
    if (name.has_value() && places != nullptr) {
      const TextPlace exact = PlaceOfName(rule, *places, *name);
      if (exact.line > 0) place = exact;
    }
    Add(file, place, true, id,
        {absl::StrCat("規則に誤りがあります：", status.message()),
         std::string(status.message())});
  }

  template <typename Rule>
  void CheckSentences(const std::string& file, TextPlace place,
                      const Rule& rule) {
    if (policy::IsBlank(rule.sentence_ja())) {
      Add(file, place, true, rule.id(),
          {"日本語の文（sentence_ja）がありません",
           "there is no Japanese sentence (sentence_ja)"});
    }
    if (policy::IsBlank(rule.sentence_en())) {
      Add(file, place, true, rule.id(),
          {"英語の文（sentence_en）がありません",
           "there is no English sentence (sentence_en)"});
    }
  }

  void CheckUnique(const std::string& file, TextPlace place,
                   const std::string& id) {
    if (!policy::IsRuleId(id)) return;  // the compiler has said so
    const auto [found, is_new] = ids_.try_emplace(id, file, place);
    if (is_new) return;
    const auto& [first_file, first] = found->second;
    const std::string where =
        absl::StrCat(first_file, ":", first.line, ":", first.column);
    Add(file, place, true, id,
        {absl::StrCat("同じ id の規則がもうあります（", where, "）"),
         absl::StrCat("another rule has this id: ", where)});
  }

  void CheckWhole() {
    std::vector<v1::PolicyPack> packs;
    for (const Pack& pack : packs_) packs.push_back(pack.pack);
    const absl::StatusOr<Tables> tables = CompileTables(packs);
    if (!tables.ok()) {
      Add("", {}, true, "",
          {std::string(tables.status().message()),
           std::string(tables.status().message())});
      return;
    }
    const IdleRules idle = FindIdleRules(*tables);
    for (const std::string& id : idle.unreached) {
      Warn(id, {"この規則が働く状況はありません",
                "there is no situation in which this rule does anything"});
    }
    for (const std::string& id : idle.redundant) {
      Warn(id, {"この規則がなくても、どの状況でも同じです（ほかの規則が同じこと"
                "をします）",
                "without this rule everything would be the same, since "
                "others do as much"});
    }
    CategorySet promised;
    for (const v1::PolicyPack& pack : packs) {
      for (const v1::Guarantee& guarantee : pack.guarantees()) {
        const Promise promise = PromiseOf(guarantee);
        const bool always = promise.scope == policy::ScopeMask() &&
                            !promise.except.has_value() &&
                            promise.condition.always();
        if (always && promise.at_most == v1::LEVEL_WITHHELD) {
          promised = promised | promise.categories;
        }
      }
    }
    for (const v1::Category category : (idle.unseen & ~promised).members()) {
      Add("", {}, false, "",
          {absl::StrCat(CodeAndWords(category, Language::kJapanese),
                        " は、誰にも開示されません"),
           absl::StrCat("nobody ever sees ",
                        CodeAndWords(category, Language::kEnglish))});
    }
  }

  void Warn(const std::string& id, Text message) {
    const auto found = ids_.find(id);
    const auto& [file, place] = found->second;
    Add(file, place, false, id, std::move(message));
  }

  void Add(const std::string& file, TextPlace place, bool error,
           const std::string& rule, Text message) {
    // What is not an id is text of the author's, which nobody has looked at.
    findings_.push_back({file, place, error, policy::IsRuleId(rule) ? rule : "",
                         std::move(message)});
  }

  std::vector<Pack> packs_;
  std::map<std::string, std::pair<std::string, TextPlace>> ids_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> Lint(const std::vector<SourceFile>& files) {
  std::vector<Finding> findings = Linter().Run(files);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) {
                     return std::tuple(a.file, a.place.line, a.place.column) <
                            std::tuple(b.file, b.place.line, b.place.column);
                   });
  return findings;
}

bool HasErrors(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.error; });
}

}  // namespace tasuki::analysis
