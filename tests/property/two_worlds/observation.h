#ifndef TESTS_PROPERTY_TWO_WORLDS_OBSERVATION_H_
#define TESTS_PROPERTY_TWO_WORLDS_OBSERVATION_H_

#include <google/protobuf/message.h>

#include <map>
#include <set>
#include <string>

#include "gateway/exchange/ports.h"
#include "tests/property/two_worlds/line.h"

namespace tasuki::two_worlds {

// Turns answers into text that is the same in two worlds exactly if the answers
// are, apart from what is random. What is random is numbered in the order of
// its appearance, over all answers to one reader: the same stands for the same,
// in both worlds. Names that both worlds know stand for themselves.
class Observer {
 public:
  explicit Observer(const std::set<std::string>& known_ids)
      : known_(known_ids) {}

  // Everything that the reader can tell by this answer: status, texts, details,
  // fields in their order, unknown ones too, sizes, metadata, and where in the
  // log the entries stand that it names.
  std::string TextOf(const google::protobuf::Message& request,
                     const Reply& reply, exchange::LogReader& log);

 private:
  std::string Numbered(const std::string& text);
  std::string NumberOf(const std::string& random);
  // Whether all names in it are known to both worlds.
  bool SaysNothingNew(const google::protobuf::Message& message) const;
  void BlankHashes(const google::protobuf::Message& request,
                   google::protobuf::Message& response);
  void Blank(google::protobuf::Message& message, exchange::LogReader& log,
             std::string& places);
  void SortNew(google::protobuf::Message& response);
  std::string ReceiptText(const std::string& receipt);

  const std::set<std::string>& known_;
  std::map<std::string, int> numbers_;
};

// The first line in which two texts differ, both versions of it.
std::string FirstDifference(const std::string& first,
                            const std::string& second);

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_OBSERVATION_H_
