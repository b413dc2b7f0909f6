#ifndef TESTS_PROPERTY_TWO_WORLDS_WORLD_H_
#define TESTS_PROPERTY_TWO_WORLDS_WORLD_H_

#include <google/protobuf/message.h>

#include <memory>
#include <set>
#include <string>

#include "adapters/client/method.h"
#include "gateway/exchange/exchange.h"
#include "gateway/store/store.h"
#include "tests/manual_clock.h"
#include "tests/property/two_worlds/line.h"
#include "tests/property/two_worlds/ports.h"

namespace tasuki::two_worlds {

// What the log of a world is padded to. Whatever differs between two worlds
// fits in, and so their logs are of one size when a reader begins.
inline constexpr int kPadding = 512;

// The product, from the store to the line, on one folder of data after another.
// Policies stay compiled meanwhile. Thread-compatible.
class World {
 public:
  explicit World(const Identities& identities);
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  // New data: the sample city and the shipped policy.
  void Create(const std::string& folder);
  // Data that another world left there.
  void Open(const std::string& folder);
  void Close();

  // What somebody does whom nobody watches: past the line and every leak. False
  // if it was refused.
  template <typename Request>
  bool Do(const Person& person, const Request& request,
          typename client::Rpc<Request>::Response* response) {
    const Reply reply = Act(person, request);
    return reply.status.ok() && response->ParseFromString(reply.response);
  }
  template <typename Request>
  bool Do(const Person& person, const Request& request) {
    typename client::Rpc<Request>::Response response;
    return Do(person, request, &response);
  }
  // A report of danger, as the intake hands it over.
  void Deliver(const v1::TakenReport& report);
  // Commits what no use case does yet.
  void Force(const exchange::Changes& changes);
  // The names that were given in answers to Do, such as "cases/…", and the
  // entries of the log that they were given for.
  const std::set<std::string>& made() const { return made_; }
  const std::set<std::string>& leaves() const { return leaves_; }
  void Know(const std::set<std::string>& made,
            const std::set<std::string>& leaves);

  // What a reader does. Request ids are the same in two worlds that were asked
  // the same since StartCounting.
  Reply Ask(const Person& reader, const google::protobuf::Message& request);
  void StartCounting() { asked_ = 0; }
  absl::Status Publish() { return store_->PublishNow(); }
  void Spring(const Leak* leak) { ports_.Spring(leak); }

  // The state as it is, whatever a leak makes of it.
  exchange::Ledger& ledger() { return store_->ledger(); }
  exchange::SubjectLog& log() { return store_->log(); }
  const ManualClock& clock() const { return clock_; }

 private:
  void Handle(absl::string_view method,
              const exchange::Credentials& credentials, std::string request,
              std::function<void(exchange::Release)> done);
  Reply Act(const Person& person, const google::protobuf::Message& request);
  void Note(const Reply& reply, const google::protobuf::Message& request);

  const Identities& identities_;
  // Noon in Japan on a day in November of a fixed year.
  ManualClock clock_{absl::FromUnixMillis(1795229600000)};
  std::unique_ptr<store::Store> store_;
  Ports ports_;
  exchange::Exchange exchange_;
  std::unique_ptr<Identities> aside_;
  std::unique_ptr<Line> line_, aside_line_;
  std::set<std::string> made_, leaves_;
  int asked_ = 0, done_ = 0;
};

v1::Access AccessFor(v1::Purpose purpose);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_WORLD_H_
