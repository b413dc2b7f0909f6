#include "tests/property/two_worlds/world.h"

#include <future>
#include <regex>
#include <utility>

#include "absl/strings/str_format.h"
#include "adapters/client/client.h"
#include "adapters/client/profile.h"
#include "adapters/client/refusal.h"
#include "gateway/base/check.h"
#include "gateway/crypto/digest.h"
#include "gateway/exchange/bootstrap.h"
#include "tests/policy_packs.h"

namespace tasuki::two_worlds {
namespace {

using google::protobuf::Message;

v1::DirectoryFile SampleCity(const std::string& staff_key) {
  const auto text = client::ReadFile(TASUKI_SOURCE_DIR
                                     "/policies/directory/sample-city.txtpb");
  CHECK(text.ok());
  v1::DirectoryFile directory;
  CHECK(client::ParseText("directory", *text, directory).ok());
  for (v1::PersonEntry& person : *directory.mutable_persons()) {
    v1::PersonKey& key = *person.add_keys();
    key.set_key_id("k1");
    key.set_public_key_pem(staff_key);
  }
  return directory;
}

store::StoreOptions OptionsOf(const std::string& folder, const Clock* clock) {
  store::StoreOptions options;
  options.directory = folder;
  options.origin = "gw.example/two-worlds/audit/2026h2";
  options.cadence = absl::InfiniteDuration();
  options.padding = kPadding;
  options.clock = clock;
  return options;
}

// The request with a request_id, if it takes one and has none.
std::unique_ptr<Message> WithRequestId(const Message& request,
                                       const std::string& id) {
  std::unique_ptr<Message> sent(request.New());
  sent->CopyFrom(request);
  const auto* field = sent->GetDescriptor()->FindFieldByName("request_id");
  const auto* of = sent->GetReflection();
  if (field != nullptr && of->GetString(*sent, field).empty()) {
    of->SetString(sent.get(), field, id);
  }
  return sent;
}

std::string PathFor(const Message& request) {
  return client::PathOf(*client::MethodOf(request.GetDescriptor()));
}

}  // namespace

v1::Access AccessFor(v1::Purpose purpose) {
  v1::Access access;
  access.set_purpose(purpose);
  return access;
}

World::World(const Identities& identities)
    : identities_(identities),
      exchange_(ports_, ports_, "replica-1", "test"),
      aside_(InProcess()) {
  aside_line_ = aside_->Connect(
      {.handle =
           [this](auto method, const auto& credentials, auto request,
                  auto done) {
             exchange_.Handle(method, credentials, std::move(request),
                              std::move(done));
           },
       .admit = {}},
      clock_);
  line_ = identities_.Connect(
      {.handle =
           [this](auto method, const auto& credentials, auto request,
                  auto done) {
             Handle(method, credentials, std::move(request), std::move(done));
           },
       .admit =
           [this](const crypto::Certificate& certificate) {
             return exchange_.Admit(certificate);
           }},
      clock_);
}

World::~World() {
  line_.reset();  // no call comes in any more
  Close();
}

void World::Create(const std::string& folder) {
  Close();
  auto store = store::Store::Create(OptionsOf(folder, &clock_));
  CHECK(store.ok());
  store_ = *std::move(store);
  ports_.Use(store_.get());
  done_ = 0;
  CHECK(exchange::Bootstrap(store_->ledger(),
                            SampleCity(identities_.staff_key()), ShippedPacks(),
                            "")
            .ok());
}

void World::Open(const std::string& folder) {
  Close();
  auto store = store::Store::Open(OptionsOf(folder, &clock_));
  CHECK(store.ok());
  store_ = *std::move(store);
  ports_.Use(store_.get());
  // No id of the world that made the data is used again.
  done_ = 1'000'000;
}

void World::Close() {
  ports_.Use(nullptr);
  store_.reset();
  made_.clear();
  leaves_.clear();
}

void World::Know(const std::set<std::string>& made,
                 const std::set<std::string>& leaves) {
  made_ = made;
  leaves_ = leaves;
}

void World::Handle(absl::string_view method,
                   const exchange::Credentials& credentials,
                   std::string request,
                   std::function<void(exchange::Release)> done) {
  const Leak* const leak = ports_.leak();
  if (leak == nullptr || !leak->answer) {
    return exchange_.Handle(method, credentials, std::move(request),
                            std::move(done));
  }
  Asked asked{.method = std::string(method.substr(method.rfind('/') + 1)),
              .party = credentials.claims.has_value()
                           ? credentials.claims->party
                           : std::string(),
              .request = request};
  exchange_.Handle(method, credentials, std::move(request),
                   [this, leak, asked = std::move(asked),
                    done = std::move(done)](exchange::Release release) {
                     const auto snapshot = store_->ledger().Read();
                     CHECK(snapshot.ok());
                     leak->answer(asked, **snapshot, release);
                     done(std::move(release));
                   });
}

void World::Note(const Reply& reply, const Message& request) {
  static const auto* const name =
      new std::regex("[a-z]+/[0-9a-hjkmnp-tv-z]{26}");
  for (std::sregex_iterator
           match(reply.response.begin(), reply.response.end(), *name),
       end;
       match != end; ++match) {
    made_.insert(match->str());
  }
  const auto response =
      client::NewResponse(*client::MethodOf(request.GetDescriptor()));
  CHECK(response->ParseFromString(reply.response));
  const v1::Disclosure* disclosure = client::DisclosureOf(*response);
  if (disclosure == nullptr) return;
  for (const v1::Evidence& one : disclosure->evidence()) {
    leaves_.insert(one.leaf_hash());
  }
}

Reply World::Act(const Person& person, const Message& request) {
  const Leak* const leak = ports_.leak();
  ports_.Spring(nullptr);
  const auto sent =
      WithRequestId(request, absl::StrFormat("done-%020d", ++done_));
  Reply reply =
      aside_line_->Call(person, PathFor(request), sent->SerializeAsString());
  ports_.Spring(leak);
  if (reply.status.ok()) Note(reply, request);
  return reply;
}

void World::Force(const exchange::Changes& changes) {
  exchange::Transaction transaction;
  transaction.changes = changes;
  std::promise<absl::Status> done;
  ledger().Commit(
      transaction,
      [&](const exchange::Snapshot&, absl::Time)
          -> absl::StatusOr<exchange::Transaction> { return transaction; },
      [&](absl::StatusOr<exchange::Committed> committed) {
        done.set_value(committed.status());
      });
  CHECK(done.get_future().get().ok());
}

void World::Deliver(const v1::TakenReport& report) {
  exchange::Credentials credentials;
  crypto::Certificate certificate;
  certificate.der_sha256 = crypto::Sha256("intake");
  certificate.issuer_sha256 = crypto::Sha256("issuer");
  certificate.serial = "02";
  certificate.uri_sans = {
      "spiffe://tasuki.example/body/operator/system/intake"};
  certificate.not_before = absl::InfinitePast();
  certificate.not_after = absl::InfiniteFuture();
  credentials.certificate = std::make_shared<crypto::Certificate>(certificate);
  v1::DeliverReportRequest request;
  *request.mutable_report() = report;
  request.set_request_id(report.name().substr(report.name().find('/') + 1));
  std::promise<absl::Status> done;
  exchange_.Handle(PathFor(request), credentials, request.SerializeAsString(),
                   [&done](const exchange::Release& release) {
                     done.set_value(release.status);
                   });
  CHECK(done.get_future().get().ok());
  made_.insert(report.name());
}

Reply World::Ask(const Person& reader, const Message& request) {
  const auto sent =
      WithRequestId(request, absl::StrFormat("asked-%020d", ++asked_));
  Reply reply =
      line_->Call(reader, PathFor(request), sent->SerializeAsString());
  const Leak* const leak = ports_.leak();
  if (leak == nullptr || !leak->reply) return reply;
  const auto snapshot = ledger().Read();
  CHECK(snapshot.ok());
  leak->reply({.method = client::MethodOf(request.GetDescriptor())->name(),
               .party = reader.party,
               .request = sent->SerializeAsString()},
              **snapshot, reply);
  return reply;
}

}  // namespace tasuki::two_worlds
