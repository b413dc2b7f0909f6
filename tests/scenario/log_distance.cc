#include "tests/scenario/log_distance.h"

#include <cstdint>
#include <string>

#include "gateway/audit/receipt.h"
#include "gateway/base/check.h"
#include "tests/scenario/answer_text.h"
#include "tests/scenario/process.h"

namespace tasuki::scenario {
namespace {

using google::protobuf::Message;

// A call that takes one entry, the partner's own: its leaf hash.
std::string Mark(PartnerProcess& partner) {
  v1::GetPartyRequest request;
  request.set_name(partner.actor().party);
  const auto reply = partner.Call(request);
  CHECK(reply.status.ok());
  CHECK(reply.response.disclosure().evidence_size() == 1);
  return reply.response.disclosure().evidence(0).leaf_hash();
}

uint64_t PlaceOf(PartnerProcess& partner, const std::string& leaf_hash) {
  v1::GetReceiptRequest request;
  request.set_leaf_hash(leaf_hash);
  std::string receipt;
  // It is there once its entry is under a published head.
  CHECK(WaitUntil([&] {
    const auto reply = partner.Call(request);
    CHECK(reply.status.ok() || absl::IsUnavailable(reply.status));
    receipt = reply.response.receipt();
    return reply.status.ok();
  }));
  const auto proof = audit::TlogProof::Parse(receipt);
  CHECK(proof.ok());
  return proof->index;
}

// The places of marks around the requests, one more than there are requests.
std::vector<uint64_t> PlacesAround(PartnerProcess& partner,
                                   const std::vector<const Message*>& requests,
                                   const std::vector<size_t>& asked) {
  std::vector<std::string> marks = {Mark(partner)};
  for (const size_t i : asked) {
    CallFor(partner, *requests[i]);
    marks.push_back(Mark(partner));
  }
  std::vector<uint64_t> places;
  for (const std::string& mark : marks) {
    places.push_back(PlaceOf(partner, mark));
  }
  return places;
}

}  // namespace

std::vector<int> EntriesTaken(PartnerProcess& partner,
                              const std::vector<const Message*>& requests) {
  constexpr int kRounds = 20;
  std::vector<int> taken(requests.size(), kLogPadding);
  std::vector<size_t> open;
  for (size_t i = 0; i < requests.size(); ++i) open.push_back(i);
  for (int round = 0; round < kRounds && !open.empty(); ++round) {
    const std::vector<uint64_t> places = PlacesAround(partner, requests, open);
    std::vector<size_t> padded;
    for (size_t i = 0; i < open.size(); ++i) {
      // Padding ends at multiples: within one stretch there is none.
      if (places[i] / kLogPadding == places[i + 1] / kLogPadding) {
        taken[open[i]] = static_cast<int>(places[i + 1] - places[i]) - 1;
      } else {
        padded.push_back(open[i]);
      }
    }
    open = padded;
  }
  return taken;
}

}  // namespace tasuki::scenario
