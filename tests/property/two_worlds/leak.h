#ifndef TESTS_PROPERTY_TWO_WORLDS_LEAK_H_
#define TESTS_PROPERTY_TWO_WORLDS_LEAK_H_

#include <functional>
#include <string>
#include <vector>

#include "gateway/exchange/exchange.h"
#include "gateway/exchange/ports.h"
#include "tests/property/two_worlds/line.h"

// What a gateway might do wrong, put between the exchange and what it reads,
// commits and answers. Each must be noticed.
namespace tasuki::two_worlds {

// A call as the exchange gets it.
struct Asked {
  std::string method;   // such as "GetCase"
  std::string party;    // acting
  std::string request;  // serialized
};

struct Leak {
  std::string name;
  // The kind of difference that it tells of, where that is drawn too seldom.
  std::string tells_of = {};
  // Changes what leaves, with all that is stored at hand.
  std::function<void(const Asked&, const exchange::Snapshot&,
                     exchange::Release&)>
      answer = {};
  // Changes what arrives, metadata included.
  std::function<void(const Asked&, const exchange::Snapshot&, Reply&)> reply =
      {};
  // The body of a row as the exchange is given it.
  std::function<std::string(const exchange::RowKey&, const std::string&)> row =
      {};
  // A list as the exchange is given it.
  std::function<void(const exchange::Snapshot&, const exchange::IndexKey&,
                     exchange::IndexPage&)>
      list = {};
  // What the exchange commits.
  std::function<void(const exchange::Snapshot&, exchange::Transaction&)>
      commit = {};
  // Receipts open every group.
  bool whole_receipts = false;
};

const std::vector<Leak>& AllLeaks();

// The parts of it: in the answer; in what is read and committed.
std::vector<Leak> LeaksInAnswers();
std::vector<Leak> LeaksInState();

}  // namespace tasuki::two_worlds

#endif  // TESTS_PROPERTY_TWO_WORLDS_LEAK_H_
