#ifndef TESTS_PROPERTY_TWO_WORLDS_LINE_H_
#define TESTS_PROPERTY_TWO_WORLDS_LINE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "gateway/base/clock.h"
#include "gateway/exchange/exchange.h"
#include "gateway/server/reception.h"
#include "tests/property/two_worlds/people.h"

// How a reader's requests reach an exchange: by a call, or over a real port
// with mutual TLS. A reader cannot tell which.
namespace tasuki::two_worlds {

// Everything that an answer consists of.
struct Reply {
  absl::Status status;
  std::string response;  // serialized
  std::string details;   // of a refusal, as in the trailer
  std::multimap<std::string, std::string> initial_metadata, trailing_metadata;
};

class Line {
 public:
  virtual ~Line() = default;
  // `method` such as "/tasuki.v1.CaseService/GetCase".
  virtual Reply Call(const Person& person, const std::string& method,
                     const std::string& request) = 0;
};

// The admitted certificates, and the exchange that they are admitted to.
struct Door {
  server::Handler handle;
  std::function<absl::Status(const crypto::Certificate&)> admit;
};

// "body/sos-npo/system/desk", as the directory of the sample city has it.
std::string SystemOf(const std::string& party);

// Certificates and a staff key. `staff_key` is the public key of everybody.
class Identities {
 public:
  virtual ~Identities() = default;
  virtual std::string staff_key() const = 0;
  virtual std::unique_ptr<Line> Connect(Door door,
                                        const Clock& clock) const = 0;
};

// Calls the door.
std::unique_ptr<Identities> InProcess();
// A server of the product on a port of the loopback, and one connection for
// each party, with certificates of a CA made for it.
std::unique_ptr<Identities> OverSockets();

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_LINE_H_
