#include "tests/scenario/marked_records.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "gateway/base/check.h"

namespace tasuki::scenario {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool May(const Marker& marker, const Allowed& allowed) {
  if (marker.group == "inquiry") return allowed.inquiries;
  const auto level = allowed.categories.find(marker.category);
  return level != allowed.categories.end() &&
         (level->second == v1::LEVEL_FULL ||
          (level->second == v1::LEVEL_REDUCED && marker.in_reduced));
}

// Whether a text of this form can be told from all others. Short ones may stand
// in an answer by chance.
bool IsTelling(v1::ValueFormat format) {
  return format != v1::VALUE_FORMAT_MONTH &&
         format != v1::VALUE_FORMAT_TIME_OF_DAY &&
         format != v1::VALUE_FORMAT_AGE && format != v1::VALUE_FORMAT_SCORE &&
         format != v1::VALUE_FORMAT_GRAMS;
}

}  // namespace

MarkedRecords::MarkedRecords() {
  const auto* group = v1::Record::descriptor()->oneof_decl(0);
  for (int i = 0; i < group->field_count(); ++i) {
    v1::Record record;
    const FieldDescriptor* field = group->field(i);
    group_ = field->name();
    Fill(*record.GetReflection()->MutableMessage(&record, field), true);
    records_[field->name()] = record;
  }
}

std::vector<std::string> MarkedRecords::Leaks(absl::string_view bytes,
                                              const Allowed& allowed) const {
  std::vector<std::string> leaks;
  for (const auto& [text, marker] : markers_) {
    if (!absl::StrContains(bytes, text)) continue;
    if (!May(marker, allowed)) leaks.push_back(marker.field);
  }
  return leaks;
}

std::string MarkedRecords::AnyOf(absl::string_view group) const {
  for (const auto& [text, marker] : markers_) {
    if (marker.group == group && absl::StartsWith(text, "zq")) return text;
  }
  CHECK(false);
}

void MarkedRecords::Fill(Message& message, bool kept) {
  for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
    FillField(message, *message.GetDescriptor()->field(i), kept);
  }
}

void MarkedRecords::FillField(Message& message, const FieldDescriptor& field,
                              bool kept) {
  const v1::FieldDisclosure& option =
      field.options().GetExtension(v1::disclosure);
  kept = kept && option.reduction() == v1::REDUCTION_KEEP;
  const google::protobuf::Reflection& of = *message.GetReflection();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    Fill(field.is_repeated() ? *of.AddMessage(&message, &field)
                             : *of.MutableMessage(&message, &field),
         kept);
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    const std::string marker = NewMarker(option.format());
    const Marker mark{group_, field.full_name(), option.category(), kept};
    if (IsTelling(option.format())) {
      CHECK(markers_.emplace(marker, mark).second);
    }
    if (field.is_repeated()) {
      of.AddString(&message, &field, marker);
    } else {
      of.SetString(&message, &field, marker);
    }
  }
}

std::string MarkedRecords::NewMarker(v1::ValueFormat format) {
  const int n = ++count_;
  switch (format) {
    case v1::VALUE_FORMAT_DATE:
    case v1::VALUE_FORMAT_PARTIAL_DATE:
      // Sundays: the week that one is reduced to is written as its Monday.
      return absl::FormatCivilTime(absl::CivilDay(1901, 1, 6) + 7 * n);
    case v1::VALUE_FORMAT_MONTH:
      return "1900-01";
    case v1::VALUE_FORMAT_TIME_OF_DAY:
      return "23:59";
    case v1::VALUE_FORMAT_GESTATIONAL_AGE:
      ++ages_;
      return absl::StrCat(20 + ages_ % 20, "w", ages_ % 7, "d");
    case v1::VALUE_FORMAT_AGE:
      return "99y";
    case v1::VALUE_FORMAT_SCORE:
      return "199";
    case v1::VALUE_FORMAT_GRAMS:
      return "2840g";
    case v1::VALUE_FORMAT_BLOOD_PRESSURE:
      return absl::StrCat(100 + n % 100, "/", 200 + n / 100);
    case v1::VALUE_FORMAT_PHONE:
      return absl::StrCat("0594-11-", 1000 + n);
    case v1::VALUE_FORMAT_PARTY_NAME:
      return absl::StrCat("bodies/zq", 1000 + n, "qz");
    case v1::VALUE_FORMAT_VERSION:
      return absl::StrCat("v", 100 + n / 100, ".", 100 + n % 100);
    case v1::VALUE_FORMAT_SHA256_HEX:
      return absl::StrCat(1000 + n, std::string(60, 'e'));
    default:
      return absl::StrCat("zq", 1000 + n, "qz");
  }
}

}  // namespace tasuki::scenario
