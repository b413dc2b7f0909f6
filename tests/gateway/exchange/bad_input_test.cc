// Bad input, for every RPC and kind of message: the field is named, its value
// is not, and nothing is stored. A new RPC without a row here fails.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <future>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "gateway/exchange/method.h"
#include "tests/gateway/exchange/bad_input_rows.h"
#include "tests/gateway/exchange/trunk.h"
#include "tests/passing_ledger.h"
#include "tests/status_matchers.h"

namespace tasuki::exchange {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using MessagePtr = std::unique_ptr<google::protobuf::Message>;

constexpr char kPackage[] = "/tasuki.v1.";

// The descriptor of "CaseService/GetCase" among those of the gateway.
const google::protobuf::MethodDescriptor* Described(absl::string_view method) {
  const std::string name = absl::StrReplaceAll(method, {{"/", "."}});
  const auto* described =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          absl::StrCat("tasuki.v1.", name));
  EXPECT_NE(described, nullptr) << method;
  return described;
}

MessagePtr RequestOf(absl::string_view method) {
  const auto* described = Described(method);
  return MessagePtr(google::protobuf::MessageFactory::generated_factory()
                        ->GetPrototype(described->input_type())
                        ->New());
}

const FieldDescriptor* FieldOf(const google::protobuf::Message& request,
                               const std::string& name) {
  return request.GetDescriptor()->FindFieldByName(name);
}

// The purpose of a usual request, unless it says its own.
void StatePurpose(google::protobuf::Message& request) {
  const FieldDescriptor* const field = FieldOf(request, "access");
  if (field == nullptr) return;
  auto& access = static_cast<v1::Access&>(
      *request.GetReflection()->MutableMessage(&request, field));
  if (access.purpose() == v1::PURPOSE_UNSPECIFIED) {
    access.set_purpose(v1::PURPOSE_SUPPORT);
  }
}

// Counts what reaches the store to be written.
class CountingLedger : public PassingLedger {
 public:
  using PassingLedger::PassingLedger;
  void Commit(Transaction first, Again again, Done done) override {
    ++commits_;
    next().Commit(std::move(first), std::move(again), std::move(done));
  }
  int commits() const { return commits_; }

 private:
  int commits_ = 0;
};

class BadInputTest : public ::testing::Test {
 protected:
  Release Call(const World::Person& person, absl::string_view method,
               google::protobuf::Message& request) {
    const FieldDescriptor* const id = FieldOf(request, "request_id");
    if (id != nullptr &&
        request.GetReflection()->GetString(request, id) == "") {
      request.GetReflection()->SetString(&request, id, world_.FreshId());
    }
    std::promise<Release> promise;
    exchange_.Handle(absl::StrCat(kPackage, method), CredentialsFor(person),
                     request.SerializeAsString(), [&](Release release) {
                       promise.set_value(std::move(release));
                     });
    return promise.get_future().get();
  }
  size_t Entries() { return world_.log().List(0, 1000)->size(); }

  World world_;
  CountingLedger ledger_{world_.ledger()};
  Exchange exchange_{ledger_, world_.log(), "replica-1", "test"};

 private:
  // The intake delivers with its own certificate, and no person acts.
  Credentials CredentialsFor(const World::Person& person) {
    if (!person.id.empty()) return world_.CredentialsOf(person);
    const Credentials officer = world_.CredentialsOf(World::Officer());
    crypto::Certificate certificate = *officer.certificate;
    certificate.uri_sans = {
        "spiffe://tasuki.example/body/operator/system/intake"};
    return {.certificate = std::make_shared<crypto::Certificate>(certificate),
            .claims = std::nullopt,
            .network_source = officer.network_source};
  }
};

void ExpectNamed(const Release& release, const std::string& field) {
  EXPECT_THAT(release.status, StatusIs(absl::StatusCode::kInvalidArgument))
      << release.status;
  const std::string said(release.status.message());
  EXPECT_THAT(said, StartsWith(field + ":"));
  EXPECT_THAT(said, Not(HasSubstr(kBadValue)));
  EXPECT_EQ(release.response, "");
  EXPECT_EQ(release.refusal, "");
}

TEST_F(BadInputTest, NamesTheFieldAndStoresNothing) {
  const std::string her = Registered(world_, World::Nurse());
  const size_t before = Entries();
  for (const BadInput& row : BadInputs()) {
    SCOPED_TRACE(absl::StrCat(row.method, " ", row.text));
    const MessagePtr request = RequestOf(row.method);
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
        absl::StrReplaceAll(
            row.text, {{"$BAD", kBadValue}, {"$ID", kAbsentId}, {"$HER", her}}),
        request.get()));
    StatePurpose(*request);
    ExpectNamed(Call(row.person, row.method, *request), row.field);
  }
  EXPECT_EQ(ledger_.commits(), 0);
  EXPECT_EQ(Entries(), before);
}

// The access and the request id of every RPC that has one.
TEST_F(BadInputTest, ThatAllRequestsShareIsNamedToo) {
  for (const auto& [name, method] : Methods()) {
    const absl::string_view rpc = absl::StripPrefix(name, kPackage);
    SCOPED_TRACE(std::string(rpc));
    const World::Person nobody{"", "", v1::ROLE_UNSPECIFIED};
    const World::Person who = method.for_intake ? nobody : World::Nurse();
    MessagePtr request = RequestOf(rpc);
    if (FieldOf(*request, "access") != nullptr) {
      ExpectNamed(Call(who, rpc, *request), "access.purpose");
    }
    request = RequestOf(rpc);
    StatePurpose(*request);
    if (const FieldDescriptor* const id = FieldOf(*request, "request_id")) {
      request->GetReflection()->SetString(request.get(), id, kBadValue);
      ExpectNamed(Call(who, rpc, *request), "request_id");
    }
  }
  EXPECT_EQ(ledger_.commits(), 0);
}

// Whatever is wrong with it, no text that is put into a request comes back.
TEST_F(BadInputTest, NoTextOfARequestIsRepeated) {
  for (const auto& [name, method] : Methods()) {
    const absl::string_view rpc = absl::StripPrefix(name, kPackage);
    const google::protobuf::Descriptor& form = *Described(rpc)->input_type();
    for (int i = 0; i < form.field_count(); ++i) {
      const FieldDescriptor& field = *form.field(i);
      if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
      SCOPED_TRACE(field.full_name());
      const MessagePtr request = RequestOf(rpc);
      StatePurpose(*request);
      const auto* reflection = request->GetReflection();
      if (field.is_repeated()) {
        reflection->AddString(request.get(), &field, kBadValue);
      } else {
        reflection->SetString(request.get(), &field, kBadValue);
      }
      const Release release = Call(World::Nurse(), rpc, *request);
      EXPECT_THAT(std::string(release.status.message()),
                  Not(HasSubstr(kBadValue)));
    }
  }
}

// Each RPC that takes anything of its own has a row, and no row is of another.
TEST(BadInputRowsTest, SpeakOfEveryRpc) {
  std::map<std::string, int> rows;
  for (const BadInput& row : BadInputs()) ++rows[row.method];
  for (const auto& [name, method] : Methods()) {
    const std::string rpc(absl::StripPrefix(name, kPackage));
    const auto& form = *Described(rpc)->input_type();
    const bool takes = form.field_count() > 0;
    EXPECT_EQ(rows.count(rpc) > 0, takes) << rpc;
    rows.erase(rpc);
  }
  EXPECT_THAT(rows, ::testing::IsEmpty());
}

// Each kind that parties send has rows of its own (message_form_test.cc has
// them all); of every other the kind is what is wrong.
TEST(BadInputRowsTest, SpeakOfEveryKindOfMessage) {
  std::set<std::string> kinds, refused;
  for (const BadInput& row : BadInputs()) {
    if (std::string(row.method) != "MessageService/SendMessage") continue;
    v1::SendMessageRequest request;
    ASSERT_TRUE(
        google::protobuf::TextFormat::ParseFromString(row.text, &request));
    const std::string kind = v1::MessageKind_Name(request.kind());
    (std::string(row.field) == "kind" ? refused : kinds).insert(kind);
  }
  for (int value = 0; value < v1::MessageKind_ARRAYSIZE; ++value) {
    if (!v1::MessageKind_IsValid(value)) continue;
    const std::string kind =
        v1::MessageKind_Name(static_cast<v1::MessageKind>(value));
    EXPECT_NE(kinds.count(kind), refused.count(kind)) << kind;
  }
}

}  // namespace
}  // namespace tasuki::exchange
