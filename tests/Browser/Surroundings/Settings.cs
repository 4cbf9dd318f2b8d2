using Cabildo.Browser.Tests.Surroundings;

// One country and one browser for all, and two processors to run them: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(RunningCountry))]
