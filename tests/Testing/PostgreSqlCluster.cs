using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Cabildo.Platform.Hosting;
using Npgsql;

namespace Cabildo.Testing;

/// <summary>A private PostgreSQL in a temporary folder, one for a test process, on a free loopback port.</summary>
internal sealed class PostgreSqlCluster
{
    private static readonly Lazy<Task<PostgreSqlCluster?>> Started = new(StartAsync);
    private static int _databases;
    private readonly int _port;

    private PostgreSqlCluster(int port) => _port = port;

    private static bool IsRoot => !OperatingSystem.IsWindows() && geteuid() == 0;

    public static async Task<PostgreSqlCluster> SharedAsync()
    {
        var cluster = await Started.Value;
        Assert.SkipWhen(cluster is null, "PostgreSQL is not on this machine (apt install postgresql).");
        return cluster!;
    }

    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await using var server = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var create = server.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=20");

    private static async Task<PostgreSqlCluster?> StartAsync()
    {
        if (FindBinaries() is not { } binaries)
            return null;
        var folder = Directory.CreateTempSubdirectory("cabildo-pg-").FullName;
        var data = Path.Combine(folder, "data");
        if (IsRoot)
            await RunAsync("chown", "postgres", folder);
        var port = LoopbackPorts.Free("127.0.0.1");
        await RunAsPostgresAsync(Path.Combine(binaries, "initdb"), "-D", data, "-U", "postgres", "--no-sync", "-A", "trust", "-E", "UTF8", "--locale=C");
        var options = string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200");
        await RunAsPostgresAsync(Path.Combine(binaries, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", options, "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(binaries, data, folder);
        return new PostgreSqlCluster(port);
    }

    private static void Stop(string binaries, string data, string folder)
    {
        RunAsPostgresAsync(Path.Combine(binaries, "pg_ctl"), "-D", data, "-m", "immediate", "stop").Wait(TimeSpan.FromSeconds(10));
        Directory.Delete(folder, recursive: true);
    }

    private static string? FindBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    // PostgreSQL refuses to run as root.
    private static Task RunAsPostgresAsync(string program, params string[] arguments) => IsRoot
        ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments])
        : RunAsync(program, arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // pg_ctl leaves a server behind that would keep a redirected pipe open: its output goes to its log file.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();
}
