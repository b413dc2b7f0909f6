#include "gateway/analysis/named_values.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "gateway/model/vocabulary.h"
#include "gateway/policy/names.h"
#include "gateway/policy/pack_text.h"
#include "tasuki/v1/policy_case.pb.h"
#include "tasuki/v1/policy_pack.pb.h"

namespace tasuki::analysis {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

template <typename Enum>
const EnumDescriptor* NamesOf() {
  return google::protobuf::GetEnumDescriptor<Enum>();
}

// By the name of the field, which means the same in every message. Messages
// have some of these names too; only texts are looked up.
const EnumDescriptor* NamesIn(absl::string_view field) {
  static const auto* const kNames =
      new std::map<absl::string_view, const EnumDescriptor*>{
          {"reader", NamesOf<v1::AudienceType>()},
          {"readers", NamesOf<v1::AudienceType>()},
          {"holder", NamesOf<v1::AudienceType>()},
          {"holders", NamesOf<v1::AudienceType>()},
          {"role", NamesOf<v1::Role>()},
          {"roles", NamesOf<v1::Role>()},
          {"relation", NamesOf<v1::Relation>()},
          {"relations", NamesOf<v1::Relation>()},
          {"purpose", NamesOf<v1::Purpose>()},
          {"purposes", NamesOf<v1::Purpose>()},
          {"class", NamesOf<v1::CaseClass>()},
          {"classes", NamesOf<v1::CaseClass>()},
          {"ground", NamesOf<v1::BasisCode>()},
          {"grounds", NamesOf<v1::BasisCode>()},
          {"except_grounds", NamesOf<v1::BasisCode>()},
          {"basis", NamesOf<v1::BasisCode>()},
          {"condition", NamesOf<v1::Fact>()},
          {"facts", NamesOf<v1::Fact>()},
          {"known_true", NamesOf<v1::Fact>()},
          {"known_false", NamesOf<v1::Fact>()},
          {"unknown", NamesOf<v1::Fact>()},
          {"usually_true", NamesOf<v1::Fact>()},
          {"usually_false", NamesOf<v1::Fact>()},
          {"level", NamesOf<v1::Level>()},
          {"at_most", NamesOf<v1::Level>()},
          {"categories", NamesOf<v1::Category>()},
          {"refusal", NamesOf<v1::RefusalCode>()},
          {"actions", NamesOf<v1::Action>()},
          {"obligations", NamesOf<v1::Obligation>()}};
  const auto found = kNames->find(field);
  return found == kNames->end() ? nullptr : found->second;
}

// No relation at all is a name only where it can be told from an unknown one.
bool KnowsNone(const FieldDescriptor& field, const Descriptor* inside) {
  return field.full_name() == "tasuki.v1.CaseSituation.relation" ||
         (field.full_name() == "tasuki.v1.Scope.relations" &&
          (inside == v1::ActionRule::descriptor() ||
           inside == v1::Guarantee::descriptor()));
}

class Walk {
 public:
  std::vector<WrongValue> Of(const Descriptor& type, const TextField& tree,
                             const Descriptor* inside) {
    Enter(type, tree, inside);
    return std::move(wrong_);
  }

 private:
  void Enter(const Descriptor& type, const TextField& tree,
             const Descriptor* inside) {
    std::map<const FieldDescriptor*, std::vector<TextField::Value>> texts;
    for (const TextField& field : tree.fields) {
      const FieldDescriptor* known = type.FindFieldByName(field.name);
      if (known == nullptr) continue;
      if (known->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Enter(*known->message_type(), field, &type);
      } else if (known->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        std::vector<TextField::Value>& values = texts[known];
        values.insert(values.end(), field.values.begin(), field.values.end());
      }
    }
    for (const auto& [field, values] : texts) Check(*field, values, inside);
  }

  void Check(const FieldDescriptor& field,
             const std::vector<TextField::Value>& values,
             const Descriptor* inside) {
    const std::optional<FieldVocabulary> vocabulary = VocabularyOf(field);
    if (!vocabulary.has_value()) return CheckWords(field, values);
    const bool none = KnowsNone(field, inside);
    const auto others = std::count_if(values.begin(), values.end(),
                                      [none](const TextField::Value& value) {
                                        return !none || value.text != "NONE";
                                      });
    for (const TextField::Value& value : values) {
      absl::string_view name = value.text;
      if (none && name == "NONE") continue;
      if (vocabulary->all && name == "*" && others == 1) continue;
      if (vocabulary->nothing && name.empty()) continue;
      if (vocabulary->negation) absl::ConsumePrefix(&name, "!");
      if (vocabulary_internal::Parse(*vocabulary->names, name).ok()) continue;
      const std::string message(
          policy::UnknownName(vocabulary->names->name(), name).message());
      wrong_.push_back(
          {value.at, {absl::StrCat("語彙にない名前です：", message), message}});
    }
  }

  void CheckWords(const FieldDescriptor& field,
                  const std::vector<TextField::Value>& values) {
    for (const TextField::Value& value : values) {
      if (policy::MayBeShown(value.text)) continue;
      wrong_.push_back(
          {value.at,
           {absl::StrCat(field.name(),
                         "：UTF-8 でない文字か、制御文字か、書字方向の記号が"
                         "あります"),
            absl::StrCat(field.name(), ": ", policy::kMayNotBeShown)}});
    }
  }

  std::vector<WrongValue> wrong_;
};

}  // namespace

std::optional<FieldVocabulary> VocabularyOf(const FieldDescriptor& field) {
  const EnumDescriptor* names = NamesIn(field.name());
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING || names == nullptr) {
    return std::nullopt;
  }
  const Descriptor* type = field.containing_type();
  FieldVocabulary vocabulary = {names};
  vocabulary.all =
      type == v1::Scope::descriptor() ||
      (field.name() == "categories" && type != v1::ClosedBy::descriptor());
  vocabulary.negation = field.name() == "condition";
  vocabulary.nothing =
      field.name() == "refusal" ||
      (type == v1::CaseSituation::descriptor() && !field.is_repeated());
  return vocabulary;
}

std::vector<WrongValue> WrongValues(const Descriptor& type,
                                    const TextField& tree,
                                    const Descriptor* inside) {
  return Walk().Of(type, tree, inside);
}

}  // namespace tasuki::analysis
