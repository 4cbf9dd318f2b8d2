using System.CommandLine;
using System.Diagnostics;
using Cabildo.Cli.Checks;

namespace Cabildo.Cli.Demo;

/// <summary><c>cabildo demo</c>: the whole country on this machine.</summary>
internal static class DemoCommand
{
    private const int Licences = TransportRegister.Filling.FillRegister.Licences;

    public static (Command Verb, string Examples) Create()
    {
        var check = new Option<bool>("--check") { Description = "Plays the licence story on free ports in a temporary folder, a line a step; exit 0 if it holds." };
        var reset = new Option<bool>("--reset") { Description = "Deletes the data folder first: everything starts afresh." };
        var data = new Option<DirectoryInfo>("--data") { Description = "The data folder.", HelpName = "DIR", DefaultValueFactory = _ => new DirectoryInfo("data") };
        var command = new Command("demo", "Starts República del Plata: registers, exchange nodes, identity, documents, portal, verifier. Ctrl-C stops it; the data stay.")
        {
            check, reset, data,
        };
        command.SetAction((arguments, ct) => arguments.GetValue(check)
            ? CheckDemo.RunAsync(Console.Out, ct)
            : RunAsync(arguments.GetRequiredValue(data), arguments.GetValue(reset), ct));
        return (command, """
            cabildo demo
            cabildo demo --reset --data /tmp/plata
            cabildo demo --check
            """);
    }

    private static async Task<int> RunAsync(DirectoryInfo data, bool reset, CancellationToken ct)
    {
        if ((reset ? ProblemOfReset(data) : null) is { } kept)
            return await RefuseAsync(kept);
        if (DemoAddresses.Standard.Problem() is { } taken)
            return await RefuseAsync(taken);

        if (reset && data.Exists)
            data.Delete(recursive: true);
        var clock = Stopwatch.StartNew();
        Console.WriteLine("Preparing República del Plata");
        try
        {
            var progress = new TerminalProgress(Console.Out, !Console.IsOutputRedirected);
            await using var country = await DemoCountry.StartAsync(data.FullName, DemoAddresses.Standard, Licences, progress, ct);
            Console.WriteLine(Welcome(country, clock.Elapsed, data));
            await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Console.WriteLine("Stopping. The data stay in " + data.FullName);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Console.WriteLine("Stopped before it was ready. What was complete is kept.");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync(problem.Message);
        }

        return 0;
    }

    // A folder that is not a demo's is not deleted, whatever the option says.
    private static string? ProblemOfReset(DirectoryInfo data) =>
        data.Exists && data.EnumerateFileSystemInfos().Any() && !File.Exists(Path.Combine(data.FullName, DemoSecrets.FileName))
            ? $"{data.FullName} holds something that is not a demo, so --reset leaves it. Choose another folder with --data."
            : null;

    private static async Task<int> RefuseAsync(string sentence)
    {
        await Console.Error.WriteLineAsync($"cabildo demo: {sentence}");
        return 1;
    }

    private static string Welcome(DemoCountry country, TimeSpan took, DirectoryInfo data)
    {
        var at = country.Addresses;
        var people = string.Join(
            Environment.NewLine,
            country.People.Where(person => person.SignsIn).Select(person => $"    {person.Dni,-10} {person.GivenNames + " " + person.FamilyNames,-32} {person.Story.In("en")}"));
        return $"""

            Ready in {took.TotalSeconds:0.0} s.

              Portal             {at.Portal}people
              Officer's verifier {at.Portal}verifier/
              Identity           {at.Identity}.well-known/openid-configuration
              Trust list         {at.Documents}trust-list
              Transport register {at.TransportRegister}  operator key: {country.Secrets.OperatorKey}
              Civil register     {at.CivilRegister}openapi/civil.json
              Health register    {at.HealthRegister}vaccines?wsdl (SOAP)

              Demo people (password: {country.Secrets.Password})
            {people}

            Data are kept in {data.FullName}. Ctrl-C stops.
            """;
    }
}
