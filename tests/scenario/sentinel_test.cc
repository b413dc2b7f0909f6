// Every string that anybody writes carries a marker; then everything that comes
// out anywhere is searched for them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "adapters/client/client.h"
#include "gateway/base/check.h"
#include "tasuki/v1/disclosure_option.pb.h"
#include "tests/certificates.h"
#include "tests/scenario/case_setup.h"
#include "tests/scenario/deployment.h"

namespace tasuki::scenario {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Where a marker was written.
struct Marker {
  std::string field;
  v1::Category category;
  bool in_reduced;  // the field, and all that it lies in, is kept
};

// What one reader may see at most: FULL or REDUCED for these categories.
using Allowed = std::map<v1::Category, v1::Level>;

// Fills records with markers and remembers where each went.
class MarkedRecords {
 public:
  MarkedRecords() {
    const auto* group = v1::Record::descriptor()->oneof_decl(0);
    for (int i = 0; i < group->field_count(); ++i) {
      v1::Record record;
      const FieldDescriptor* field = group->field(i);
      Fill(*record.GetReflection()->MutableMessage(&record, field), true);
      records_[field->name()] = record;
    }
  }

  const v1::Record& At(const std::string& group) const {
    return records_.at(group);
  }
  size_t size() const { return records_.size(); }
  size_t marker_count() const { return markers_.size(); }

  // The markers in `bytes` that a reader of `allowed` may not see.
  std::vector<std::string> Leaks(absl::string_view bytes,
                                 const Allowed& allowed) const {
    std::vector<std::string> leaks;
    for (const auto& [text, marker] : markers_) {
      if (!absl::StrContains(bytes, text)) continue;
      const auto level = allowed.find(marker.category);
      const bool may =
          level != allowed.end() &&
          (level->second == v1::LEVEL_FULL ||
           (level->second == v1::LEVEL_REDUCED && marker.in_reduced));
      if (!may) leaks.push_back(marker.field);
    }
    return leaks;
  }

 private:
  void Fill(Message& message, bool kept) {
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      FillField(message, *message.GetDescriptor()->field(i), kept);
    }
  }
  void FillField(Message& message, const FieldDescriptor& field, bool kept) {
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
      const bool is_new = markers_
                              .emplace(marker, Marker{field.full_name(),
                                                      option.category(), kept})
                              .second;
      CHECK(is_new);
      if (field.is_repeated()) {
        of.AddString(&message, &field, marker);
      } else {
        of.SetString(&message, &field, marker);
      }
    }
  }
  // Fields with a form of their own get a value of it that nothing else has.
  std::string NewMarker(v1::ValueFormat format) {
    const int n = ++count_;
    switch (format) {
      case v1::VALUE_FORMAT_DATE:
        return absl::StrCat(1901 + n, "-07-13");
      case v1::VALUE_FORMAT_GESTATIONAL_AGE:
        return absl::StrCat(20 + n % 20, "w", n % 7, "d");
      case v1::VALUE_FORMAT_BLOOD_PRESSURE:
        return absl::StrCat(100 + n, "/", 200 + n);
      default:
        return absl::StrCat("zq", 1000 + n, "qz");
    }
  }

  std::map<std::string, v1::Record> records_;
  std::map<std::string, Marker> markers_;
  int count_ = 0;
};

constexpr char kRequestMarker[] = "zqrequestqz";
// What goes to the log on purpose; officers see it there.
constexpr char kNeedMarker[] = "zqneedqz";

const Allowed& ForMaternalHealth() {
  static const auto* const allowed =
      new Allowed{{v1::CATEGORY_C03, v1::LEVEL_FULL},
                  {v1::CATEGORY_C05, v1::LEVEL_FULL},
                  {v1::CATEGORY_C06, v1::LEVEL_FULL},
                  {v1::CATEGORY_C07, v1::LEVEL_FULL},
                  {v1::CATEGORY_C19, v1::LEVEL_FULL},
                  {v1::CATEGORY_C16, v1::LEVEL_REDUCED}};
  return *allowed;
}
const Allowed& ForFamilySupport() {
  static const auto* const allowed =
      new Allowed{{v1::CATEGORY_C03, v1::LEVEL_FULL},
                  {v1::CATEGORY_C05, v1::LEVEL_FULL},
                  {v1::CATEGORY_C06, v1::LEVEL_REDUCED},
                  {v1::CATEGORY_C07, v1::LEVEL_REDUCED},
                  {v1::CATEGORY_C19, v1::LEVEL_FULL},
                  {v1::CATEGORY_C16, v1::LEVEL_REDUCED}};
  return *allowed;
}

const Allowed& AllowedTo(const std::string& actor) {
  static const auto* const nothing = new Allowed();
  if (actor == "fs") return ForFamilySupport();
  // Supervision oversees; maternal health holds the copies.
  if (actor == "mh" || actor == "mh-clerk" || actor == "sup") {
    return ForMaternalHealth();
  }
  return *nothing;
}

class SentinelTest : public ::testing::Test {
 protected:
  SentinelTest() : deployment_(folder_.path().string()) {
    // The groups that a service writes; the other two are the gateway's own.
    std::vector<v1::Record> written;
    for (const char* group : {"sos_contact", "subject_profile", "pregnancy",
                              "livelihood", "intention"}) {
      written.push_back(records_.At(group));
    }
    setup_ = PlayReferral(deployment_, written, "zqaliasqz");
  }

  // Everything that a party can ask about the case, with a marker in each
  // field that takes free text; all bytes of all answers.
  std::string EverythingFor(const std::string& actor) {
    PartnerProcess& partner = deployment_.partner(actor);
    std::string bytes;
    for (const auto* method : client::AllMethods()) {
      if (client::IsWrite(*method)) continue;
      for (const std::string& name : Names()) {
        const client::WireAnswer answer =
            partner.CallWire(*method, RequestFor(partner, *method, name));
        absl::StrAppend(&bytes, answer.response, answer.details,
                        answer.status.message());
        for (const auto& [key, value] : answer.trailing_metadata) {
          absl::StrAppend(&bytes, key, value);
        }
      }
    }
    return bytes;
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names = {setup_.subject, setup_.consent,
                                      setup_.message, setup_.a_case,
                                      setup_.draft,   kRequestMarker};
    names.insert(names.end(), setup_.sections.begin(), setup_.sections.end());
    names.insert(names.end(), setup_.copies.begin(), setup_.copies.end());
    return names;
  }

  static std::string RequestFor(
      const PartnerProcess& partner,
      const google::protobuf::MethodDescriptor& method,
      const std::string& name) {
    const Message* prototype =
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(
            method.input_type());
    const std::unique_ptr<Message> request(prototype->New());
    partner.Fill(*request);
    const auto* type = request->GetDescriptor();
    if (const auto* field = type->FindFieldByName("name")) {
      request->GetReflection()->SetString(request.get(), field, name);
    }
    if (const auto* field = type->FindFieldByName("access")) {
      auto* access = google::protobuf::DynamicCastToGenerated<v1::Access>(
          request->GetReflection()->MutableMessage(request.get(), field));
      access->set_need(kNeedMarker);
    }
    const auto* token = type->FindFieldByName("page_token");
    if (token != nullptr && name == kRequestMarker) {
      request->GetReflection()->SetString(request.get(), token, name);
    }
    return request->SerializeAsString();
  }

  // All that lies on the gateway's disk: database, its journal, messages.
  std::string OnDisk() const {
    std::string bytes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             folder_.path() / "gateway")) {
      if (entry.is_regular_file()) {
        absl::StrAppend(&bytes, ReadFile(entry.path()));
      }
    }
    return bytes;
  }

  TemporaryDirectory folder_;
  MarkedRecords records_;
  Deployment deployment_;
  SetUpCase setup_;
};

TEST_F(SentinelTest, NoMarkerComesOutWhereItMayNot) {
  ASSERT_GT(records_.marker_count(), 40u);
  for (const Actor& actor : Cast()) {
    if (actor.name == "npo") continue;  // wrote them all
    const std::string bytes = EverythingFor(actor.name);
    EXPECT_THAT(records_.Leaks(bytes, AllowedTo(actor.name)),
                ::testing::IsEmpty())
        << "to " << actor.name;
    EXPECT_FALSE(absl::StrContains(bytes, "zqaliasqz")) << actor.name;
    EXPECT_FALSE(absl::StrContains(bytes, kRequestMarker)) << actor.name;
  }
  for (const std::string& disk :
       {OnDisk(), (deployment_.StopGateway(), OnDisk())}) {
    EXPECT_THAT(records_.Leaks(disk, {}), ::testing::IsEmpty());
    for (const char* text : {"zqaliasqz", kRequestMarker, kNeedMarker}) {
      EXPECT_FALSE(absl::StrContains(disk, text)) << text;
    }
  }
}

// The check itself: an answer built from the full edition, as if construction
// were bypassed, must be reported, and so must a reader who sees nothing.
TEST_F(SentinelTest, ABypassedConstructionIsReported) {
  std::string bypassed;
  for (const char* group : {"sos_contact", "livelihood"}) {
    absl::StrAppend(&bypassed, records_.At(group).SerializeAsString());
  }
  EXPECT_THAT(records_.Leaks(bypassed, ForFamilySupport()),
              ::testing::IsSupersetOf({"tasuki.v1.SosContact.contact_id",
                                       "tasuki.v1.SosNarrative.text",
                                       "tasuki.v1.Livelihood.employer",
                                       "tasuki.v1.ContactLogNarrative.text"}));
  EXPECT_THAT(records_.Leaks(bypassed, ForMaternalHealth()),
              ::testing::IsSupersetOf({"tasuki.v1.Livelihood.employer",
                                       "tasuki.v1.ContactLogNarrative.text"}));
}

// And it is not deaf: what maternal health may see is found in its answers.
TEST_F(SentinelTest, WhatIsSharedDoesArrive) {
  const std::string bytes = EverythingFor("mh");
  EXPECT_THAT(records_.Leaks(bytes, {}),
              ::testing::IsSupersetOf({"tasuki.v1.SosContact.alias",
                                       "tasuki.v1.SosNarrative.text",
                                       "tasuki.v1.SubjectProfile.handle"}));
}

}  // namespace
}  // namespace tasuki::scenario
