#include <iostream>
#include <string>
#include <vector>

#include "sync-server/commands.hpp"

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    return dongthac::server::run_command(std::move(words), std::cout, std::cerr);
}
