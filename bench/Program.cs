using Cabildo.Bench;
using Cabildo.Bench.Evidence;
using Cabildo.Bench.Exchange;
using Cabildo.Bench.Rules;

Dictionary<string, Func<IEnumerable<Row>>> areas = new(StringComparer.Ordinal)
{
    ["evidence"] = EvidenceBench.Run,
    ["exchange"] = () => [.. ExchangeBench.Run(), .. LogBench.Run()],
    ["rules"] = RulesBench.Run,
};

if (args is [UnsignedRelay.Word, var side, var listen, var next, var certificate])
{
    await UnsignedRelay.RunAsync(side, listen, next, certificate);
    return 0;
}

var json = args.Contains("--json", StringComparer.Ordinal);
var asked = args.Where(arg => arg != "--json").ToArray();
if (asked.FirstOrDefault(area => !areas.ContainsKey(area)) is { } unknown)
{
    Console.Error.WriteLine($"There is no bench '{unknown}'. Use: ./cabildo bench [{string.Join(" | ", areas.Keys)}] [--json]");
    return 2;
}

var rows = (asked.Length == 0 ? areas.Values : asked.Select(area => areas[area])).SelectMany(run => run()).ToList();
Console.Write(json ? Table.Json(rows) : Table.Text(rows));
return 0;
