#ifndef TESTS_PROPERTY_TIMING_DESK_H_
#define TESTS_PROPERTY_TIMING_DESK_H_

#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "adapters/client/connection.h"
#include "adapters/client/staff.h"
#include "tests/scenario/deployment.h"

namespace tasuki::timing {

// An actor of a deployment, in this process, with a watch in hand.
class Desk {
 public:
  Desk(scenario::Deployment& deployment, const std::string& actor);

  // From the first byte sent to the last one received; what is signed and put
  // together before is not counted. The request gets what the actor fills in.
  absl::Duration TimeOf(const google::protobuf::Message& request);

 private:
  const scenario::PartnerProcess& partner_;
  std::unique_ptr<client::Connection> connection_;
  std::unique_ptr<client::Staff> staff_;
};

}  // namespace tasuki::timing

#endif  // TESTS_PROPERTY_TIMING_DESK_H_
