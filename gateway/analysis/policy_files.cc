#include "gateway/analysis/policy_files.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/analysis/case_faults.h"
#include "gateway/analysis/named_values.h"
#include "gateway/policy/compile.h"
#include "gateway/policy/names.h"
#include "gateway/policy/pack_text.h"
#include "gateway/policy/policy_case.h"

namespace tasuki::analysis {
namespace {

using google::protobuf::Descriptor;

// Nothing, and why, if it is not such a file.
template <typename Message>
std::optional<PolicySource<Message>> ReadAs(const SourceFile& file,
                                            std::vector<Finding>& findings) {
  Message message;
  std::optional<SourceTree> tree = ReadSource(file, message, findings);
  if (!tree.has_value()) return std::nullopt;
  return PolicySource<Message>{file.name, std::move(message), *std::move(tree)};
}

template <typename Message>
std::vector<PolicySource<Message>> ReadAll(const std::vector<SourceFile>& files,
                                           std::vector<Finding>& findings) {
  std::vector<PolicySource<Message>> sources;
  for (const SourceFile& file : files) {
    if (auto source = ReadAs<Message>(file, findings)) {
      sources.push_back(*std::move(source));
    }
  }
  return sources;
}

auto PlaceIn(const Finding& finding) {
  return std::tuple(finding.place.line, finding.place.column);
}

// The fields of this name, in the order in which they stand.
std::vector<const TextField*> FieldsOf(const TextField& message,
                                       absl::string_view name) {
  std::vector<const TextField*> fields;
  for (const TextField& field : message.fields) {
    if (field.name == name) fields.push_back(&field);
  }
  return fields;
}

// The messages of this name; in the text a list of none may stand among them.
std::vector<const TextField*> MessagesOf(const TextField& message,
                                         absl::string_view name) {
  std::vector<const TextField*> fields = FieldsOf(message, name);
  std::erase_if(fields, [](const TextField* one) { return !one->is_message; });
  return fields;
}

// The part of the message at the end of the steps, or as far as it was written.
size_t ByteOf(const TextField& message, const std::vector<FieldStep>& steps) {
  const TextField* part = &message;
  for (const FieldStep& step : steps) {
    size_t before = 0;
    const TextField* next = nullptr;
    for (const TextField* field : FieldsOf(*part, step.field)) {
      const auto index = static_cast<size_t>(step.index);
      if (!field->is_message && index < before + field->values.size()) {
        return field->values[index - before].at;
      }
      if (field->is_message && index == before) next = field;
      before += field->is_message ? 1 : field->values.size();
    }
    if (next == nullptr) break;
    part = next;
  }
  return part->at;
}

class PackChecker {
 public:
  PackChecker(bool sentences, std::vector<Finding>& findings)
      : sentences_(sentences), findings_(findings) {}

  void Check(const PackSource& source) {
    source_ = &source;
    const v1::PolicyPack& pack = source.message;
    for (const TextField* name : FieldsOf(source.tree.root(), "name")) {
      TextField alone;
      alone.fields = {*name};
      AddWrong(*v1::PolicyPack::descriptor(), alone, "");
    }
    CheckAll("grants", pack.grants(), &v1::PolicyPack::add_grants);
    CheckAll("ceilings", pack.ceilings(), &v1::PolicyPack::add_ceilings);
    CheckAll("actions", pack.actions(), &v1::PolicyPack::add_actions);
    CheckAll("obligations", pack.obligations(),
             &v1::PolicyPack::add_obligations);
    CheckAll("guarantees", pack.guarantees(), &v1::PolicyPack::add_guarantees);
    CheckAll("accepted_flows", pack.accepted_flows(),
             &v1::PolicyPack::add_accepted_flows);
  }

  StatementPlaces TakePlaces() { return std::move(places_); }

 private:
  static std::string IdOf(const v1::ObligationRule&) { return ""; }
  template <typename Statement>
  static std::string IdOf(const Statement& statement) {
    return statement.id();
  }

  template <typename Statements, typename Add>
  void CheckAll(absl::string_view field, const Statements& statements,
                Add add) {
    const auto written = MessagesOf(source_->tree.root(), field);
    for (int i = 0; i < statements.size(); ++i) {
      const TextField& text = *written[i];
      const std::string id = IdOf(statements[i]);
      if (!AddWrong(*statements[i].GetDescriptor(), text, id)) {
        v1::PolicyPack alone;
        *(alone.*add)() = statements[i];
        AddUncompiled(alone, text, id);
      }
      if (sentences_) AddIfSilent(statements[i], text);
      if (policy::IsRuleId(id)) AddIfTwice(text, id);
    }
  }

  void AddIfSilent(const v1::ObligationRule&, const TextField&) {}
  template <typename Statement>
  void AddIfSilent(const Statement& statement, const TextField& text) {
    if (policy::IsBlank(statement.sentence_ja())) {
      AddError(text.at, statement.id(),
               {"日本語の文（sentence_ja）がありません",
                "there is no Japanese sentence (sentence_ja)"});
    }
    if (policy::IsBlank(statement.sentence_en())) {
      AddError(text.at, statement.id(),
               {"英語の文（sentence_en）がありません",
                "there is no English sentence (sentence_en)"});
    }
  }

  bool AddWrong(const Descriptor& type, const TextField& text,
                const std::string& id) {
    const std::vector<WrongValue> wrong = WrongValues(type, text);
    for (const WrongValue& value : wrong) AddError(value.at, id, value.message);
    return !wrong.empty();
  }

  void AddUncompiled(const v1::PolicyPack& alone, const TextField& text,
                     const std::string& id) {
    const absl::Status status = policy::CompileRules({alone}).status();
    if (status.ok()) return;
    AddError(text.at, id,
             {absl::StrCat("規則に誤りがあります：", status.message()),
              std::string(status.message())});
  }

  void AddIfTwice(const TextField& text, const std::string& id) {
    const auto [found, is_new] =
        places_.try_emplace(id, source_->file, source_->tree.PlaceOf(text.at));
    if (is_new) return;
    const auto& [file, first] = found->second;
    const std::string where =
        absl::StrCat(file, ":", first.line, ":", first.column);
    AddError(text.at, id,
             {absl::StrCat("同じ id の規則がもうあります（", where, "）"),
              absl::StrCat("another rule has this id: ", where)});
  }

  void AddError(size_t at, const std::string& id, Text message) {
    // What is not an id is text of the author's, which nobody has looked at.
    findings_.push_back({source_->file, source_->tree.PlaceOf(at),
                         /*error=*/true, policy::IsRuleId(id) ? id : "",
                         std::move(message)});
  }

  const bool sentences_;
  const PackSource* source_ = nullptr;
  StatementPlaces places_;
  std::vector<Finding>& findings_;
};

// Of a file of cases. An author finds the case by its name where the editor
// shows no lines.
class CaseChecker {
 public:
  CaseChecker(const CaseSource& source, std::vector<Finding>& findings)
      : source_(source),
        written_(MessagesOf(source.tree.root(), "cases")),
        findings_(findings) {}

  void CheckNames() {
    const Descriptor& type = *v1::PolicyCases::descriptor();
    TextField usual;
    for (const TextField& field : source_.tree.root().fields) {
      if (field.name != "cases") usual.fields.push_back(field);
    }
    for (const WrongValue& value : WrongValues(type, usual)) {
      AddError(value.at, nullptr, value.message);
    }
    for (size_t i = 0; i < written_.size(); ++i) {
      const v1::PolicyCase& one = source_.message.cases(static_cast<int>(i));
      for (const WrongValue& value :
           WrongValues(*v1::PolicyCase::descriptor(), *written_[i])) {
        AddError(value.at, &one, value.message);
      }
    }
  }

  void CheckFaults(const std::set<std::string>* ceilings) {
    for (const CaseFault& fault : FaultsOf(source_.message)) {
      AddError(ByteOf(source_.tree.root(), fault.at), nullptr, fault.message);
    }
    for (size_t i = 0; i < written_.size(); ++i) {
      const v1::PolicyCase& one = source_.message.cases(static_cast<int>(i));
      for (const CaseFault& fault : FaultsOf(one, ceilings)) {
        AddError(ByteOf(*written_[i], fault.at), &one, fault.message);
      }
    }
  }

 private:
  void AddError(size_t at, const v1::PolicyCase* one, Text message) {
    constexpr size_t kLongestName = 300;
    if (one != nullptr && !policy::IsBlank(one->name()) &&
        policy::MayBeShown(one->name()) && one->name().size() <= kLongestName) {
      message.ja = absl::StrCat("事例「", one->name(), "」：", message.ja);
      message.en = absl::StrCat("case \"", one->name(), "\": ", message.en);
    }
    findings_.push_back({source_.file, source_.tree.PlaceOf(at),
                         /*error=*/true, "", std::move(message)});
  }

  const CaseSource& source_;
  const std::vector<const TextField*> written_;
  std::vector<Finding>& findings_;
};

// What can be read alone, if nothing is wrong.
absl::StatusOr<std::vector<v1::PolicyCases>> Completed(
    std::vector<CaseSource> sources, const std::vector<Finding>& findings) {
  const absl::Status status = StatusOf(findings);
  if (!status.ok()) return status;
  std::vector<v1::PolicyCases> files;
  for (CaseSource& source : sources) {
    for (v1::PolicyCase& one : *source.message.mutable_cases()) {
      policy::SpellOutUsualFacts(source.message, one);
    }
    files.push_back(std::move(source.message));
  }
  return files;
}

void CheckNamesOf(const std::vector<CaseSource>& files,
                  std::vector<Finding>& findings) {
  for (const CaseSource& file : files) {
    CaseChecker(file, findings).CheckNames();
  }
}

}  // namespace

PolicySources ReadPolicySources(const std::vector<SourceFile>& files,
                                std::vector<Finding>& findings) {
  PolicySources sources;
  for (const SourceFile& file : files) {
    std::vector<Finding> no_pack, no_cases;
    if (auto pack = ReadAs<v1::PolicyPack>(file, no_pack)) {
      sources.packs.push_back(*std::move(pack));
    } else if (auto cases = ReadAs<v1::PolicyCases>(file, no_cases)) {
      sources.cases.push_back(*std::move(cases));
    } else {
      const bool rather_cases =
          PlaceIn(no_cases.front()) > PlaceIn(no_pack.front());
      const auto& errors = rather_cases ? no_cases : no_pack;
      findings.insert(findings.end(), errors.begin(), errors.end());
    }
  }
  return sources;
}

StatementPlaces CheckPacks(const std::vector<PackSource>& packs, bool sentences,
                           std::vector<Finding>& findings) {
  PackChecker checker(sentences, findings);
  for (const PackSource& pack : packs) checker.Check(pack);
  return checker.TakePlaces();
}

void CheckCases(const std::vector<CaseSource>& files,
                const std::set<std::string>* ceilings,
                std::vector<Finding>& findings) {
  CheckNamesOf(files, findings);
  for (const CaseSource& file : files) {
    CaseChecker(file, findings).CheckFaults(ceilings);
  }
}

std::set<std::string> CeilingsOf(const std::vector<v1::PolicyPack>& packs) {
  std::set<std::string> ids;
  for (const v1::PolicyPack& pack : packs) {
    for (const v1::Ceiling& ceiling : pack.ceilings()) ids.insert(ceiling.id());
  }
  return ids;
}

absl::StatusOr<std::vector<v1::PolicyPack>> PacksIn(
    const std::vector<SourceFile>& files) {
  std::vector<Finding> findings;
  auto sources = ReadAll<v1::PolicyPack>(files, findings);
  CheckPacks(sources, /*sentences=*/false, findings);
  const absl::Status status = StatusOf(findings);
  if (!status.ok()) return status;
  std::vector<v1::PolicyPack> packs;
  for (PackSource& source : sources) {
    packs.push_back(std::move(source.message));
  }
  return packs;
}

absl::StatusOr<std::vector<v1::PolicyCases>> CasesIn(
    const std::vector<SourceFile>& files) {
  std::vector<Finding> findings;
  auto sources = ReadAll<v1::PolicyCases>(files, findings);
  CheckNamesOf(sources, findings);
  return Completed(std::move(sources), findings);
}

absl::StatusOr<std::vector<v1::PolicyCases>> SoundCasesIn(
    const std::vector<SourceFile>& files,
    const std::vector<v1::PolicyPack>& packs) {
  std::vector<Finding> findings;
  const std::set<std::string> ceilings = CeilingsOf(packs);
  auto sources = ReadAll<v1::PolicyCases>(files, findings);
  CheckCases(sources, &ceilings, findings);
  return Completed(std::move(sources), findings);
}

}  // namespace tasuki::analysis
