#include "adapters/cli/field_inventory.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "gateway/consent/words.h"
#include "gateway/disclosure/inventory.h"
#include "gateway/model/vocabulary.h"
#include "tasuki/v1/record.pb.h"

namespace tasuki::cli {
namespace {

using disclosure::InventoryField;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// The record groups by number; those of record.proto in Japanese.
constexpr std::array<absl::string_view, 27> kGroups = {
    "いくつかの記録に共通",
    "妊娠SOSへの相談",
    "本人と連絡のしかた",
    "妊娠・産科",
    "生活（家計・仕事・住まい）",
    "本人の意向",
    "ケースの管理",
    "第三者からの問い合わせ",
    "子どもの健康",
    "発達の評価",
    "医療的ケア",
    "通告の受付",
    "虐待・ネグレクトの評価",
    "特定妊婦の社会的リスク",
    "暴力と安全",
    "家族・親族",
    "封印の表示",
    "援助方針",
    "措置・委託",
    "支援計画",
    "訪問",
    "会議",
    "スーパービジョン",
    "匿名化した事例シート",
    "非行に関する情報",
    "出生届の項目",
    "約束した節目"};
constexpr int kShared = 0;

// One record group with the fields that it alone has.
struct Group {
  int number = kShared;
  std::string name;
  std::vector<InventoryField> fields;
};

void CollectMessages(const Descriptor& message,
                     std::set<const Descriptor*>& messages) {
  if (!messages.insert(&message).second) return;
  for (int i = 0; i < message.field_count(); ++i) {
    const Descriptor* nested = message.field(i)->message_type();
    if (nested != nullptr) CollectMessages(*nested, messages);
  }
}

// The number of the group that alone nests the message, or kShared.
std::map<const Descriptor*, int> GroupsOfMessages() {
  std::map<const Descriptor*, int> group_of;
  const Descriptor* record = v1::Record::descriptor();
  for (int i = 0; i < record->field_count(); ++i) {
    std::set<const Descriptor*> messages;
    CollectMessages(*record->field(i)->message_type(), messages);
    for (const Descriptor* message : messages) {
      const bool is_new =
          group_of.emplace(message, record->field(i)->number()).second;
      if (!is_new) group_of[message] = kShared;
    }
  }
  return group_of;
}

std::vector<Group> Groups() {
  const auto group_of = GroupsOfMessages();
  std::map<int, Group> by_number;
  const Descriptor* record = v1::Record::descriptor();
  for (int i = 0; i < record->field_count(); ++i) {
    const FieldDescriptor& field = *record->field(i);
    by_number[field.number()] = {
        field.number(), field.message_type()->name(), {}};
  }
  for (const InventoryField& entry : disclosure::FieldInventory(record)) {
    by_number[group_of.at(entry.field->containing_type())].fields.push_back(
        entry);
  }
  std::vector<Group> groups;
  for (auto& [number, group] : by_number) groups.push_back(std::move(group));
  if (groups.front().number == kShared) {  // comes last
    groups.front().name = "shared";
    std::rotate(groups.begin(), groups.begin() + 1, groups.end());
  }
  return groups;
}

std::string TitleOf(const Group& group) {
  const size_t number = group.number;
  const absl::string_view ja =
      number < kGroups.size() ? kGroups[number] : absl::string_view("?");
  return absl::StrCat(ja, " / ", group.name);
}

std::string ShortFormat(v1::ValueFormat format) {
  return format == v1::VALUE_FORMAT_UNSPECIFIED ? "" : ShortName(format);
}

std::string TypeOf(const FieldDescriptor& field) {
  std::string type = field.type_name();
  if (field.enum_type() != nullptr) type = field.enum_type()->name();
  if (field.message_type() != nullptr) type = field.message_type()->name();
  return absl::StrCat(field.is_repeated() ? "repeated " : "", type);
}

std::string LimitsOf(const v1::FieldDisclosure& option) {
  std::vector<std::string> limits;
  const auto add = [&limits](int64_t most, absl::string_view of) {
    if (most > 0) limits.push_back(absl::StrCat(most, of));
  };
  add(option.max_bytes(), " B");
  add(option.max_characters(), " 字");
  add(option.max_items(), " 件");
  if (option.max_value() > 0) {
    limits.push_back(absl::StrCat("0–", option.max_value()));
  }
  return absl::StrJoin(limits, ", ");
}

// The columns of a row, in the order of the header.
std::vector<std::string> CellsOf(const InventoryField& entry) {
  const v1::FieldDisclosure& option = entry.option;
  return {absl::StrCat(entry.field->containing_type()->name(), ".",
                       entry.field->name()),
          TypeOf(*entry.field),
          absl::StrCat(ShortName(option.category()), " ",
                       consent::CategoryWords(option.category(),
                                              consent::Language::kJapanese)),
          absl::StrCat(option.sensitivity()),
          ShortName(option.reduction()),
          option.conference() ? "○" : "",
          ShortFormat(option.format()),
          LimitsOf(option)};
}

const std::vector<std::string>& Header() {
  static const auto* const header =
      new std::vector<std::string>{"項目 / field",
                                   "型 / type",
                                   "区分 / category",
                                   "機微度 / sensitivity",
                                   "要約版での形 / reduction",
                                   "会議 / conference",
                                   "形式 / format",
                                   "上限 / limits"};
  return *header;
}

std::string MarkdownRow(const std::vector<std::string>& cells) {
  return absl::StrCat("| ", absl::StrJoin(cells, " | "), " |\n");
}

constexpr char kPageHead[] =
    R"(# 項目一覧 / Field inventory

記録に書けるすべての項目と、それぞれの出し方です。このページは
`tasuki policy fields --markdown` の出力で、手では直しません。形式は
[editions.md](formats/editions.md) にあります。機微度は 1（事務）から 5（封印）、
要約版での形は `WITHHELD` なら要約版に出ない、`KEEP` ならそのまま、ほかは
粗くした値です。会議の ○ は、要約版の値を会議の項目に載せてよいことを示します。

All that a record can say, and how each field may leave. Written by
`tasuki policy fields --markdown`; not edited by hand. Sensitivity runs from 1
(administrative) to 5 (sealed). The reduction says how the value looks in the
reduced edition; ○ marks values that may enter a conference item.
)";

}  // namespace

std::string FieldInventoryMarkdown() {
  std::string page = kPageHead;
  absl::StrAppend(&page, "\n版 / version: ", disclosure::kInventoryVersion,
                  "\n");
  const std::vector<std::string> rule(Header().size(), "---");
  for (const Group& group : Groups()) {
    absl::StrAppend(&page, "\n## ", TitleOf(group), "\n\n",
                    MarkdownRow(Header()), MarkdownRow(rule));
    for (const InventoryField& entry : group.fields) {
      std::vector<std::string> cells = CellsOf(entry);
      cells[0] = absl::StrCat("`", cells[0], "`");
      absl::StrAppend(&page, MarkdownRow(cells));
    }
  }
  return page;
}

std::string FieldInventoryText() {
  std::string text = absl::StrCat(absl::StrJoin(Header(), "  "), "\n");
  for (const Group& group : Groups()) {
    absl::StrAppend(&text, "\n== ", TitleOf(group), "\n");
    for (const InventoryField& entry : group.fields) {
      std::vector<std::string> said;
      for (const std::string& cell : CellsOf(entry)) {
        if (!cell.empty()) said.push_back(cell);
      }
      absl::StrAppend(&text, absl::StrJoin(said, "  "), "\n");
    }
  }
  return text;
}

std::string FieldInventoryJson() {
  nlohmann::json fields = nlohmann::json::array();
  for (const Group& group : Groups()) {
    for (const InventoryField& entry : group.fields) {
      const v1::FieldDisclosure& option = entry.option;
      fields.push_back({{"group", group.name},
                        {"field", entry.field->full_name()},
                        {"number", entry.field->number()},
                        {"type", TypeOf(*entry.field)},
                        {"category", ShortName(option.category())},
                        {"category_ja",
                         std::string(consent::CategoryWords(
                             option.category(), consent::Language::kJapanese))},
                        {"sensitivity", option.sensitivity()},
                        {"reduction", ShortName(option.reduction())},
                        {"conference", option.conference()},
                        {"format", ShortFormat(option.format())},
                        {"max_bytes", option.max_bytes()},
                        {"max_characters", option.max_characters()},
                        {"max_items", option.max_items()},
                        {"max_value", option.max_value()}});
    }
  }
  return fields.dump(1);
}

}  // namespace tasuki::cli
