// Every string that anybody writes carries a marker; then everything that comes
// out anywhere is searched for them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "adapters/client/client.h"
#include "gateway/base/check.h"
#include "tests/files.h"
#include "tests/property/disclosure/hard_characters.h"
#include "tests/scenario/case_setup.h"
#include "tests/scenario/deployment.h"
#include "tests/scenario/marked_records.h"
#include "tests/temporary_directory.h"

namespace tasuki::scenario {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kAlias[] = "zqaliasqz";
constexpr char kCaseAlias[] = "zqcaseqz";
constexpr char kRequestMarker[] = "zqrequestqz";
// What consent c1 says of the text that was read to her.
constexpr char kTextVersion[] = "c1-2026-04";
// What goes to the log on purpose; officers see it there.
constexpr char kNeedMarker[] = "zqneedqz";

const Allowed& ForMaternalHealth() {
  static const auto* const allowed =
      new Allowed{{{v1::CATEGORY_C03, v1::LEVEL_FULL},
                   {v1::CATEGORY_C05, v1::LEVEL_FULL},
                   {v1::CATEGORY_C06, v1::LEVEL_FULL},
                   {v1::CATEGORY_C07, v1::LEVEL_FULL},
                   {v1::CATEGORY_C19, v1::LEVEL_FULL},
                   {v1::CATEGORY_C16, v1::LEVEL_REDUCED}},
                  true};
  return *allowed;
}
const Allowed& ForFamilySupport() {
  static const auto* const allowed =
      new Allowed{{{v1::CATEGORY_C03, v1::LEVEL_FULL},
                   {v1::CATEGORY_C05, v1::LEVEL_FULL},
                   {v1::CATEGORY_C06, v1::LEVEL_REDUCED},
                   {v1::CATEGORY_C07, v1::LEVEL_REDUCED},
                   {v1::CATEGORY_C19, v1::LEVEL_FULL},
                   {v1::CATEGORY_C16, v1::LEVEL_REDUCED}},
                  true};
  return *allowed;
}
// Oversees the centre's cases for the council: which there are, and their
// handles.
const Allowed& ForCoordinator() {
  static const auto* const allowed =
      new Allowed{{{v1::CATEGORY_C03, v1::LEVEL_FULL}}, false};
  return *allowed;
}

const Allowed& AllowedTo(const std::string& actor) {
  static const auto* const nothing = new Allowed();
  if (actor == "fs") return ForFamilySupport();
  if (actor == "coord") return ForCoordinator();
  // Supervision oversees; maternal health holds the copies.
  if (actor == "mh" || actor == "mh-clerk" || actor == "midwife" ||
      actor == "sup") {
    return ForMaternalHealth();
  }
  return *nothing;
}

// A request for this method as the partner would send it.
std::unique_ptr<Message> NewRequest(
    const PartnerProcess& partner,
    const google::protobuf::MethodDescriptor& method) {
  std::unique_ptr<Message> request(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(method.input_type())
          ->New());
  partner.Fill(*request);
  return request;
}

class SentinelTest : public ::testing::Test {
 protected:
  SentinelTest() : deployment_(folder_.path().string()) {
    // Every group that people write, then the inquiry of the desk; the case's
    // own group is written by the gateway.
    std::vector<v1::Record> written;
    const auto* groups = v1::Record::descriptor();
    for (int i = 0; i < groups->field_count(); ++i) {
      const std::string& group = groups->field(i)->name();
      if (group == "case_management" || group == "inquiry") continue;
      written.push_back(records_.At(group));
    }
    setup_ = PlayReferral(deployment_, written, kAlias, kCaseAlias);
    v1::RecordInquiryRequest inquiry;
    *inquiry.mutable_inquiry() = records_.At("inquiry").inquiry();
    const auto recorded = deployment_.partner("mh-clerk").Call(inquiry);
    CHECK(recorded.ok());
  }

  // Everything that a party can ask about the case, with a marker in each
  // field that takes free text; all bytes of all answers.
  std::string EverythingFor(const std::string& actor) {
    PartnerProcess& partner = deployment_.partner(actor);
    std::string bytes;
    for (const auto* method : client::AllMethods()) {
      if (client::IsWrite(*method)) continue;
      // What names nothing is asked once.
      std::set<std::string> requests;
      for (const std::string& name : Names()) {
        requests.insert(RequestFor(partner, *method, name));
      }
      for (const std::string& request : requests) {
        const client::WireAnswer answer = partner.CallWire(*method, request);
        absl::StrAppend(&bytes, answer.response, answer.details,
                        answer.status.message());
        for (const auto& [key, value] : answer.trailing_metadata) {
          absl::StrAppend(&bytes, key, value);
        }
      }
    }
    return bytes;
  }

  // What an outsider is told when it tries everything, writes too, with a
  // marker in every text of the request: the errors, not the data.
  std::string RefusalsFor(const std::string& actor) {
    PartnerProcess& partner = deployment_.partner(actor);
    std::string bytes;
    for (const auto* method : client::AllMethods()) {
      const std::unique_ptr<Message> request = NewRequest(partner, *method);
      MarkTexts(*request);
      const client::WireAnswer answer =
          partner.CallWire(*method, request->SerializeAsString());
      absl::StrAppend(&bytes, answer.details, answer.status.message());
    }
    return bytes;
  }
  static void MarkTexts(Message& message) {
    const auto& of = *message.GetReflection();
    const auto* type = message.GetDescriptor();
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* field = type->field(i);
      if (field->name() == "request_id") continue;
      if (field->type() == FieldDescriptor::TYPE_STRING) {
        if (field->is_repeated()) {
          of.AddString(&message, field, kRequestMarker);
        } else {
          of.SetString(&message, field, kRequestMarker);
        }
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
                 !field->is_repeated() && !field->containing_oneof()) {
        MarkTexts(*of.MutableMessage(&message, field));
      }
    }
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names = {setup_.subject, setup_.consent,
                                      setup_.message, setup_.a_case,
                                      setup_.draft,   kRequestMarker};
    names.insert(names.end(), setup_.sections.begin(), setup_.sections.end());
    names.insert(names.end(), setup_.copies.begin(), setup_.copies.end());
    names.insert(names.end(), setup_.further_messages.begin(),
                 setup_.further_messages.end());
    return names;
  }

  static std::string RequestFor(
      const PartnerProcess& partner,
      const google::protobuf::MethodDescriptor& method,
      const std::string& name) {
    const std::unique_ptr<Message> request = NewRequest(partner, method);
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

  std::filesystem::path WriteAheadLog() const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             folder_.path() / "gateway")) {
      if (absl::EndsWith(entry.path().string(), "-wal")) return entry.path();
    }
    return {};
  }

  // All that lies on the gateway's disk: database, its journal, messages. The
  // gateway goes on writing: when a file was renamed under our eyes, look
  // again.
  std::string OnDisk() const {
    for (;;) {
      if (auto bytes = OnDiskNow(); bytes.has_value()) return *bytes;
    }
  }
  std::optional<std::string> OnDiskNow() const {
    std::string bytes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             folder_.path() / "gateway")) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      if (!file.good()) return std::nullopt;
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
    return bytes;
  }

  TemporaryDirectory folder_;
  MarkedRecords records_;
  Deployment deployment_;
  SetUpCase setup_;
};

TEST_F(SentinelTest, NoMarkerComesOutWhereItMayNot) {
  ASSERT_GT(records_.marker_count(), 400u);
  ASSERT_EQ(setup_.sections.size() + 2, records_.size());
  // All at once: a refusal takes its time.
  std::map<std::string, std::future<std::string>> found;
  for (const Actor& actor : Cast()) {
    found[actor.name] = std::async(std::launch::async, [this, &actor] {
      return EverythingFor(actor.name);
    });
  }
  for (const Actor& actor : Cast()) {
    const std::string bytes = found[actor.name].get();
    if (actor.name == "npo") continue;  // wrote them all
    EXPECT_THAT(records_.Leaks(bytes, AllowedTo(actor.name)),
                ::testing::IsEmpty())
        << "to " << actor.name;
    EXPECT_FALSE(absl::StrContains(bytes, kAlias)) << actor.name;
    EXPECT_FALSE(absl::StrContains(bytes, kRequestMarker)) << actor.name;
    const bool on_case = !AllowedTo(actor.name).categories.empty();
    EXPECT_EQ(absl::StrContains(bytes, kCaseAlias), on_case) << actor.name;
  }
}

TEST_F(SentinelTest, NoErrorRepeatsWhatWasSent) {
  for (const char* outsider : {"dev", "cgc", "hospital", "former", "officer"}) {
    const std::string bytes = RefusalsFor(outsider);
    EXPECT_FALSE(absl::StrContains(bytes, kRequestMarker)) << outsider;
    EXPECT_THAT(records_.Leaks(bytes, {}), ::testing::IsEmpty()) << outsider;
  }
}

TEST_F(SentinelTest, NoErrorOfTheCommandRepeatsAValue) {
  const std::string broken = deployment_.Path("broken.txtpb");
  const std::string wrong = deployment_.Path("wrong.json");
  WriteFile(broken, "livelihood { employer: zqbrokenqz }");
  WriteFile(wrong, R"({"pregnancy": {"expected_date": "zqbrokenqz"}})");
  for (const std::string& file : {broken, wrong}) {
    const Outcome outcome = deployment_.Command(
        "npo", {"section", "draft", "--subject", setup_.subject, "--record",
                file, "--need", kNeedMarker});
    EXPECT_EQ(outcome.exit_code, 2) << outcome.output << outcome.errors;
    EXPECT_FALSE(absl::StrContains(outcome.errors, "zqbrokenqz"));
    EXPECT_FALSE(absl::StrContains(outcome.errors, kNeedMarker));
  }
}

TEST_F(SentinelTest, NothingReadableLiesOnTheDisk) {
  for (const char* actor : {"mh", "fs", "dev"}) EverythingFor(actor);
  RefusalsFor("dev");
  // The write-ahead log is there, and is searched.
  EXPECT_GT(std::filesystem::file_size(WriteAheadLog()), 0u);
  for (const std::string& disk :
       {OnDisk(), (deployment_.StopGateway(), OnDisk())}) {
    EXPECT_THAT(records_.Leaks(disk, {}), ::testing::IsEmpty());
    for (const char* text :
         {kAlias, kCaseAlias, kRequestMarker, kNeedMarker, kTextVersion}) {
      EXPECT_FALSE(absl::StrContains(disk, text)) << text;
    }
  }
}

// The search itself: a marker in a line of the gateway's messages, or in any
// file beside the database, is found.
TEST_F(SentinelTest, AMarkerInAMessageOrAFileIsReported) {
  const std::string marker = records_.AnyOf("sos_contact");
  for (const char* name : {"gateway/messages.txt", "gateway/data/left.tmp"}) {
    const std::string path = deployment_.Path(name);
    std::ofstream(path, std::ios::app) << "{\"event\":\"" << marker << "\"}\n";
    EXPECT_THAT(records_.Leaks(OnDisk(), {}), ::testing::SizeIs(1)) << name;
    std::filesystem::resize_file(path, 0);
  }
  EXPECT_THAT(records_.Leaks(OnDisk(), {}), ::testing::IsEmpty());
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

// What a code page or a normaliser would change crosses the wire as it is.
TEST_F(SentinelTest, HardCharactersCrossTheWire) {
  const std::string text = absl::StrJoin(disclosure::HardCharacters(), " ");
  v1::DraftSectionRequest draft;
  draft.set_subject(setup_.subject);
  draft.mutable_record()
      ->mutable_sos_contact()
      ->mutable_complaint()
      ->set_reviewed_summary(text);
  PartnerProcess& service = deployment_.partner("npo");
  v1::PreviewReducedRequest preview;
  preview.set_name(service.Call(draft).response.section());
  const auto previewed = service.Call(preview);
  ASSERT_TRUE(previewed.ok()) << previewed.status;
  EXPECT_EQ(previewed.response.reduced()
                .record()
                .sos_contact()
                .complaint()
                .reviewed_summary(),
            text);
}

// And it is not deaf: what maternal health may see is found in its answers.
TEST_F(SentinelTest, WhatIsSharedDoesArrive) {
  const std::string bytes = EverythingFor("mh");
  EXPECT_THAT(records_.Leaks(bytes, {}),
              ::testing::IsSupersetOf({"tasuki.v1.SosContact.alias",
                                       "tasuki.v1.SosNarrative.text",
                                       "tasuki.v1.SubjectProfile.handle"}));
  // The same real answers, given to family support, would be leaks.
  EXPECT_THAT(records_.Leaks(bytes, ForFamilySupport()),
              ::testing::Contains("tasuki.v1.SosNarrative.text"));
}

}  // namespace
}  // namespace tasuki::scenario
