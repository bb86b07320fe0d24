#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "client/app/command.hpp"

namespace dongthac::cli {

/// One screen to draw into a PNG file.
struct Drawing {
    std::string screen; ///< app::name_of(Screen), or "history": the editor with the history of what it shows
    std::filesystem::path file;
    std::string size;     ///< "1366x768", pixels
    std::string document; ///< for editor and history, as typed; "": the office's first
    std::string node;     ///< the paragraph the cursor is in, as typed; "": none
    std::string theme;    ///< "light", "dark" or "high_contrast"
    int zoom = 100;       ///< per cent, 90–200
};

/// What main.cpp adds to the commands of the table: the parts that need a window.
struct Frontend {
    /// Opens the window on a data folder; returns the exit code.
    std::function<int(const std::filesystem::path& data, const app::Strings& strings)> open_window;
    std::function<base::Result<void>(const std::filesystem::path& data, const app::Strings& strings,
                                     const Drawing& drawing)>
        draw_screen;
    std::filesystem::path assets;
    std::filesystem::path default_data;
    const base::Clock* clock = nullptr; ///< borrowed, for commands; nullptr: this machine's
};

/// Reads the command line against app::command_table(), runs one command and prints its output on stdout or
/// "error: <code>: <sentence>" on stderr. Exit codes of CLI.md: 0 done, 1 refused, 2 wrong usage, 3 unreachable, 4
/// conflict. `arguments` are UTF-8, without the program's name.
[[nodiscard]] int run(const std::vector<std::string>& arguments, const Frontend& frontend);

/// The exit code an error ends the program with.
[[nodiscard]] int exit_code(base::Code code);

} // namespace dongthac::cli
